"""Say where deadlines rest on a guess: the working days of a year are known once its notice is out, in November."""

from __future__ import annotations

from reporting.commands.office import Office
from reporting.model.deadlines import guessed_years
from reporting.model.periods import Period


def say_guessed(office: Office, period: Period) -> None:
    """Tell people which years' days off are not known yet and what was taken instead, if a deadline needs them."""
    asked = (form for form in office.catalogue.forms if form.asked_in(period))
    years = {year for form in asked for year in guessed_years(form.deadline, period, office.holidays)}
    for year in sorted(years):
        office.say(
            f"{year}年的节假日安排尚未收录，截止日期暂按双休日推算；国务院办公厅公布后，请升级 chinesecalendar，"
            "或在指标体系“节假日”表里逐日写明"
        )
