"""Read the plan's ledgers as printed: 平台, 项目, 政策, 改革."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.catalogue.codes import check_codes
from reporting.catalogue.directory import Directory
from reporting.catalogue.row import Placed, Row
from reporting.model.catalogue import Platform, Policy, Project, Reform


def read_platforms(rows: Sequence[Row]) -> list[Placed[Platform]]:
    """Read the platforms."""
    check_codes(rows)
    return [
        Placed(
            Platform(
                row.text("代码"),
                row.needed("名称"),
                row.text("规划范围"),
                row.text("发展重点及工作举措"),
                row.text("发展目标"),
            ),
            row,
        )
        for row in rows
    ]


def read_projects(rows: Sequence[Row], directory: Directory) -> list[Placed[Project]]:
    """Read the projects."""
    check_codes(rows)
    return [Placed(_project(row, directory), row) for row in rows]


def read_policies(rows: Sequence[Row]) -> list[Placed[Policy]]:
    """Read the policies."""
    check_codes(rows)
    return [
        Placed(Policy(row.text("代码"), row.needed("名称"), row.text("具体内容"), row.text("预期目标")), row)
        for row in rows
    ]


def read_reforms(rows: Sequence[Row]) -> list[Placed[Reform]]:
    """Read the reforms."""
    check_codes(rows)
    return [Placed(Reform(row.text("代码"), row.needed("名称"), row.text("主要任务")), row) for row in rows]


def _project(row: Row, directory: Directory) -> Project:
    first, last = row.years("期限")
    return Project(
        code=row.text("代码"),
        name=row.needed("名称"),
        kind=row.needed("类型"),
        first_year=first,
        last_year=last,
        place=row.text("建设地点"),
        content=row.text("建设内容"),
        total=row.amount("总投资"),
        planned=row.amount("十四五计划投资"),
        owner=row.text("建设单位"),
        reporter=directory.one(directory.units, row, "填报单位", required=True),
    )
