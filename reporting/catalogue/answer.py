"""The document `catalogue --json` prints; its shape is part of the contract with scripts outside."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from reporting.model.catalogue import Catalogue, Form, Indicator, Item, Project, Target, Task, Unit
from reporting.model.numbers import plain

Document = dict[str, Any]


def answer(catalogue: Catalogue) -> dict[str, list[Document]]:
    """Give the catalogue as plain data: units by name, numbers as strings, what is missing as None."""
    return {
        "units": [_unit(unit, catalogue) for unit in catalogue.units],
        "items": [_item(item, catalogue) for item in catalogue.items],
        "indicators": [_indicator(indicator) for indicator in catalogue.indicators],
        "targets": [_target(target) for target in catalogue.targets],
        "tasks": [_task(task, catalogue) for task in catalogue.tasks],
        "forms": [_form(form, catalogue) for form in catalogue.forms],
        "rules": [
            {
                "code": rule.code,
                "name": rule.message,
                "form": rule.form,
                "severity": rule.severity.value,
                "formula": rule.formula,
                "basis": rule.basis or None,
                "absent": rule.absent,
                "advice": rule.advice or None,
            }
            for rule in catalogue.rules
        ],
        "projects": [_project(project, catalogue) for project in catalogue.projects],
        "platforms": [
            {
                "code": platform.code,
                "name": platform.name,
                "extent": platform.extent or None,
                "work": platform.work or None,
                "aim": platform.aim or None,
            }
            for platform in catalogue.platforms
        ],
        "policies": [
            {
                "code": policy.code,
                "name": policy.name,
                "content": policy.content or None,
                "aim": policy.aim or None,
            }
            for policy in catalogue.policies
        ],
        "reforms": [
            {"code": reform.code, "name": reform.name, "tasks": reform.tasks or None} for reform in catalogue.reforms
        ],
    }


def _unit(unit: Unit, catalogue: Catalogue) -> Document:
    return {
        "code": unit.code,
        "name": unit.name,
        "aliases": list(unit.aliases),
        "kind": unit.kind,
        "within": _name(unit.within, catalogue),
        "valid_from": None if unit.valid_from is None else str(unit.valid_from),
        "valid_to": None if unit.valid_to is None else str(unit.valid_to),
        "succeeds": _names(unit.succeeds, catalogue),
        "email": unit.email or None,
        "mountain": unit.mountain,
    }


def _item(item: Item, catalogue: Catalogue) -> Document:
    return {
        "code": item.code,
        "name": item.name,
        "aliases": list(item.aliases),
        "kind": item.kind.value,
        "measure": item.measure or None,
        "tense": item.tense.value,
        "decimals": item.decimals,
        "low": _number(item.low),
        "high": _number(item.high),
        "provider": _name(item.provider, catalogue),
        "sources": list(item.sources),
        "city": item.city.value,
        "stages": list(item.stages),
        "breaks": [str(one) for one in item.breaks],
    }


def _indicator(indicator: Indicator) -> Document:
    return {
        "code": indicator.code,
        "name": indicator.name,
        "plan": indicator.plan,
        "measure": indicator.measure,
        "formula": indicator.formula,
        "growth": indicator.printed_growth or None,
        "direction": indicator.direction.value,
        "decimals": indicator.decimals,
        "algorithm": indicator.algorithm.value,
        "curve": [plain(share) for share in indicator.curve],
        "timing": indicator.timing.value,
        "growth_by": indicator.growth.value,
        "growth_item": indicator.growth_item or None,
        "city": indicator.city.value if indicator.city else None,
        "ranking": indicator.ranking.value,
        "dimension": indicator.dimension or None,
        "weight": _number(indicator.weight),
        "explanation": indicator.explanation or None,
        "coverage": indicator.coverage or None,
        "quotable_from": indicator.quotable_from or None,
        "attribute": indicator.attribute or None,
        "mark": indicator.mark or None,
        "key": indicator.key,
    }


def _target(target: Target) -> Document:
    return {
        "plan": target.plan,
        "indicator": target.indicator,
        "year": target.years,
        "kind": target.kind.value,
        "value": _number(target.value),
        "op": target.op.value,
        "soft": target.soft,
        "text": target.text,
        "high": _number(target.high),
        "place": target.place or None,
        "source": target.source or None,
        "interpolation": target.interpolation.value,
    }


def _task(task: Task, catalogue: Catalogue) -> Document:
    return {
        "code": task.code,
        "name": task.name,
        "plan": task.plan,
        "group": task.group,
        "lead": _name(task.lead, catalogue),
        "support": _names(task.support, catalogue),
        "indicators": list(task.indicators),
        "providers": _names(task.providers, catalogue),
        "reporter": _name(task.reporter, catalogue),
    }


def _form(form: Form, catalogue: Catalogue) -> Document:
    return {
        "code": form.code,
        "name": form.name,
        "kind": form.kind.value,
        "frequency": form.frequency.value,
        "senders": _names(form.senders, catalogue),
        "deadline": form.deadline,
        "number": form.number or None,
        "authority": form.authority or None,
        "approval": form.approval or None,
        "valid_until": form.valid_until or None,
        "counts": form.counts or None,
        "seed": form.seed or None,
        "version": form.version,
    }


def _project(project: Project, catalogue: Catalogue) -> Document:
    same = project.first_year == project.last_year
    return {
        "code": project.code,
        "name": project.name,
        "kind": project.kind,
        "years": str(project.last_year) if same else f"{project.first_year}-{project.last_year}",
        "place": project.place or None,
        "owner": project.owner or None,
        "total": _number(project.total),
        "planned": _number(project.planned),
        "content": project.content or None,
        "reporter": _name(project.reporter, catalogue),
    }


def _name(code: str, catalogue: Catalogue) -> str | None:
    return catalogue.unit_name(code) if code else None


def _names(codes: Iterable[str], catalogue: Catalogue) -> list[str]:
    return [catalogue.unit_name(code) for code in codes]


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
