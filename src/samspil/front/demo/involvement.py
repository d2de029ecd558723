"""Fills the demo with a year of involvement, through the same actions people use."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.gatherings import actions as gatherings
from samspil.commons.interests.queries import profile_of_address
from samspil.commons.interests.terms import Form
from samspil.front.demo import content_involvement as content
from samspil.front.demo.cast import DOMAIN
from samspil.front.demo.content_involvement import DemoInitiative, DemoProposal
from samspil.kit.access import NOBODY, SYSTEM
from samspil.kit.encryption import address_key
from samspil.work.involvement.actions import initiatives as doing
from samspil.work.involvement.actions import invitations, participants, plans, proposals
from samspil.work.involvement.actions.communities import Writer, save_note, write_note
from samspil.work.involvement.actions.meetings import Meeting, plan_meeting
from samspil.work.involvement.models import (
    Initiative,
    Invitation,
    InvitationRound,
    InvolvementPlan,
    Proposal,
)
from samspil.work.involvement.terms import Answer, InitiativeState, PlanState


class Filler:
    """What the steps share: people, topics and places by name, and today."""

    def __init__(
        self, people: dict[str, Person], topics: dict[str, Topic], places: dict[str, Place]
    ) -> None:
        self.people, self.topics, self.places = people, topics, places
        self.coordinator = people["peter"]
        self.today = timezone.localdate()

    def fill(self) -> None:
        """Plan this year and the last, let people propose, ask, answer and work together."""
        proposed = {each.key: self.propose(each) for each in content.PROPOSALS}
        last = self.plan(self.today.year - 1, days=365)
        self.close(last)
        plan = self.plan(self.today.year)
        added = self.add(plan, content.ADDITION)
        proposals.accept(
            actor=self.coordinator,
            proposal=proposed["siblings"],
            initiative=added,
            answer=content.ANSWER_YES,
            show=True,
        )
        proposals.decline(
            actor=self.coordinator, proposal=proposed["bus"], answer=content.ANSWER_NO, show=True
        )
        this_year = {each.title: each for each in plan.initiatives.all()}
        running = this_year[content.INITIATIVES[0].title]
        self.work_together(running)
        self.invite(this_year[content.INITIATIVES[1].title])
        self.end(this_year[content.INITIATIVES[4].title])
        self.meet(running, days=9, hour=16, where="Lokale 2")
        self.meet(this_year[content.INITIATIVES[2].title], days=18, hour=18, for_everybody=True)

    def meet(
        self,
        initiative: Initiative,
        *,
        days: int,
        hour: int,
        where: str = "",
        for_everybody: bool = False,
    ) -> None:
        """Plan and publish a meeting of an initiative; those who take part are invited."""
        starts_at = datetime.combine(
            self.today + timedelta(days=days), time(hour), timezone.get_current_timezone()
        )
        meeting = plan_meeting(
            actor=self.coordinator,
            initiative=initiative,
            meeting=Meeting(
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=2),
                place=self.places["Borgercenter Handicap"],
                where=where,
                for_everybody=for_everybody,
            ),
        )
        gatherings.publish(actor=self.coordinator, gathering=meeting)

    def plan(self, year: int, days: int = 0) -> InvolvementPlan:
        """Write and publish the plan of a year; its initiatives lie so many days before this year's."""
        plan = plans.write_plan(
            actor=SYSTEM,
            year=year,
            text=plans.PlanText(
                intro=content.INTRO, intro_en=content.INTRO_EN, easy_intro=content.EASY_INTRO
            ),
        )
        for each in content.INITIATIVES:
            self.add(plan, each, days=days)
        return plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.PUBLISHED)

    def close(self, plan: InvolvementPlan) -> None:
        """Let a year be over."""
        for initiative in plan.initiatives.all():
            self.move(initiative, InitiativeState.RUNNING)
            self.move(initiative, InitiativeState.DONE)
            doing.tell_result(
                actor=self.coordinator, initiative=initiative, result=content.RESULT_LAST_YEAR
            )
        plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.CLOSED)

    def within(self, year: int, day: date) -> date:
        """Keep a day in its year, so that the plan is right on the first and the last of January too."""
        return min(max(day, date(year, 1, 2)), date(year, 12, 30))

    def add(self, plan: InvolvementPlan, each: DemoInitiative, days: int = 0) -> Initiative:
        """Add an initiative, its days counted from today."""
        begins = self.today + timedelta(days=each.begins - days)
        ends = None
        if each.ends is not None:
            ends = self.within(plan.year, self.today + timedelta(days=each.ends - days))
        starts_on = self.within(plan.year, begins)
        return doing.add_initiative(
            actor=SYSTEM,
            plan=plan,
            responsible=self.people[each.responsible],
            topics=[self.topics[name] for name in each.topics],
            places=[self.places[name] for name in each.places],
            text=doing.InitiativeText(
                kind=each.kind,
                title=each.title,
                title_en=each.title_en,
                purpose=each.purpose,
                purpose_en=each.purpose_en,
                challenge=each.challenge,
                asked=each.asked,
                easy_text=each.easy_text,
                need=each.need,
                starts_on=starts_on,
                ends_on=max(ends, starts_on) if ends is not None else None,
            ),
        )

    def propose(self, each: DemoProposal) -> Proposal:
        """Let somebody propose something."""
        return proposals.propose(
            actor=NOBODY,
            client="demo",
            text=proposals.ProposalText(
                title=each.title,
                what=each.what,
                why=each.why,
                role=each.role,
                address=f"{each.email}@{DOMAIN}" if each.email else "",
                may_be_shown=each.may_be_shown,
            ),
        )

    def move(self, initiative: Initiative, to: InitiativeState) -> None:
        """Move an initiative on."""
        doing.change_state(actor=SYSTEM, initiative=initiative, to=to)

    def invited(self, initiative: Initiative, form: Form, **chosen: object) -> list[Invitation]:
        """Invite, and return the invitations in the order of the draw."""
        round = invitations.prepare_round(
            actor=self.coordinator,
            initiative=initiative,
            form=form,
            answer_by=self.today + timedelta(days=10),
            words=content.WORDS,
            **chosen,  # type: ignore[arg-type]
        )
        invitations.send_round(actor=self.coordinator, round=round)
        self.date_back(round)
        return list(round.invitations.select_related("profile").order_by("pk"))

    def date_back(self, round: InvitationRound) -> None:
        """Let a round have been sent four days ago."""
        at = datetime.combine(
            self.today - timedelta(days=4), time(10), timezone.get_current_timezone()
        )
        InvitationRound.objects.filter(pk=round.pk).update(sent_at=at)

    def work_together(self, initiative: Initiative) -> None:
        """Let a working community run, with those of the cast who said yes, and notes."""
        asked = self.invited(initiative, Form.WORKING_COMMUNITY)
        names = dict(zip(("mette", "jonas"), content.PARTICIPANTS[:2], strict=True))
        known = {
            profile.pk: names[key]
            for key in names
            if (profile := profile_of_address(f"{key}@{DOMAIN}")) is not None
        }
        others = iter(content.PARTICIPANTS[2:])
        for each in asked:
            who = known.get(each.profile_id or 0) or next(others, None)
            if who is not None:
                self.say_yes(each, who)
                participants.take_in(actor=self.coordinator, invitation=each)
        mette = address_key(f"mette@{DOMAIN}")
        if not initiative.participants.filter(address_key=mette).exists():
            self.add_mette(initiative)
        participants.add_person(
            actor=self.coordinator,
            initiative=initiative,
            name=content.WITHOUT_MAIL[0],
            contact=content.WITHOUT_MAIL[1],
        )
        self.move(initiative, InitiativeState.RUNNING)
        self.write_together(initiative)

    def add_mette(self, initiative: Initiative) -> None:
        """Let the demo's relative take part, also when the draw did not find her."""
        participants.add_person(
            actor=self.coordinator,
            initiative=initiative,
            name=content.PARTICIPANTS[0][0],
            contact=content.PARTICIPANTS[0][1],
            address=f"mette@{DOMAIN}",
        )

    def say_yes(self, invitation: Invitation, who: tuple[str, str], note: str = "") -> None:
        """Let an invited person say yes."""
        invitations.answer(
            actor=NOBODY,
            invitation=invitation,
            says=Answer.YES,
            name=who[0],
            contact=who[1],
            note=note,
        )

    def write_together(self, initiative: Initiative) -> None:
        """Let staff and somebody who takes part write notes."""
        member = initiative.participants.current().exclude(address_key=None).first()
        writers: Iterable[Writer] = (
            Writer(self.coordinator),
            Writer(NOBODY, member) if member else Writer(self.coordinator),
        )
        for writer, (title, body) in zip(writers, content.NOTES, strict=True):
            note = write_note(writer=writer, initiative=initiative, title=title, body=body)
        save_note(
            writer=Writer(self.coordinator),
            note=note,
            version=note.version,
            title=note.title,
            body=content.NOTE_CHANGED,
        )

    def invite(self, initiative: Initiative) -> None:
        """Ask for a focus group by lot; some answer, some wait."""
        asked = self.invited(initiative, Form.FOCUS_GROUP, sample_size=12)
        for number, each in enumerate(asked[:6]):
            if number < 2:
                self.say_yes(
                    each, content.PARTICIPANTS[2 + number], "Jeg kan bedst om eftermiddagen."
                )
            else:
                invitations.answer(actor=NOBODY, invitation=each, says=Answer.NO)

    def end(self, initiative: Initiative) -> None:
        """Let an initiative be over, with what came of it."""
        self.move(initiative, InitiativeState.RUNNING)
        participants.add_person(
            actor=self.coordinator,
            initiative=initiative,
            name=content.PARTICIPANTS[1][0],
            contact=content.PARTICIPANTS[1][1],
            address=f"jonas@{DOMAIN}",
        )
        self.move(initiative, InitiativeState.DONE)
        doing.tell_result(actor=self.coordinator, initiative=initiative, result=content.RESULT)
