"""Makes schemathesis somebody: a requester with the key of their request, staff who signed in, or a stranger.

Of three calls of an operation one is as it was generated, one names what exists, and one says what the console would:
otherwise nearly all of them would end at "not found" and "invalid".
"""

import base64
import datetime
import hashlib
import hmac
import itertools
import os
import re
import struct
import time
from collections import Counter, defaultdict

import requests
import schemathesis
from schemathesis.cli import EventHandler, handler

BASE = os.environ["BASE_URL"]
STAFF = "/api/v1/staff/"

# What no call of one run can bring about, so that no call of these is expected to succeed.
OUT_OF_REACH = {
    "POST /api/v1/staff/session": "each code works once, and wrong ones lock",
    "POST /api/v1/staff/session/reauth": "the same",
    "POST /api/v1/staff/enrolment": "everybody in the demo is enrolled",
    "POST /api/v1/staff/enrolment/confirm": "the same",
    "GET /api/v1/requests/{reference}/documents/{id}": "nothing was released",
    "POST /api/v1/staff/cases/{reference}/approvals/{approval}/{decision}": "nobody else proposed anything",
    "POST /api/v1/staff/sheets/retention/proposals": "no period is over",
    "POST /api/v1/staff/sheets/retention/proposals/{proposal}/approve": "the same",
    "POST /api/v1/staff/sheets/retention/proposals/{proposal}/refuse": "the same",
    "POST /api/v1/staff/sheets/admin/accounts/{account}/unlock": "nobody is locked whom an administrator may unlock",
    "POST /api/v1/staff/sheets/admin/calendars/{calendar}/change": "it follows a preview",
    "POST /api/v1/staff/sheets/admin/calendars/{calendar}/catch-up": "it follows a change",
    "POST /api/v1/staff/sheets/admin/outbox/{job}/retry": "no mail failed",
    "POST /api/v1/staff/sheets/admin/outbox/{job}/give-up": "the same",
}

calls = itertools.count(1)
turns = defaultdict(itertools.count)
answers = defaultdict(Counter)


def ours():
    """A write from the counter's own pages, from an address of its own, so that no limit hides what is behind it."""
    number = next(calls)
    return {"Origin": BASE, "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}


def ask(method, path, headers, body=None):
    """An answer of the API that must be a success, as JSON."""
    answer = requests.request(method, BASE + path, headers={**ours(), **headers}, json=body, timeout=60)
    answer.raise_for_status()
    return answer.json()


def code():
    """The one-time code of the demo's accounts (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode("JBSWY3DPEHPK3PXP"), counter, hashlib.sha1)
    (number,) = struct.unpack_from(">I", digest, digest[-1] & 15)
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def signed_in(account):
    """The headers of somebody of the staff."""
    body = {"email": f"{account}@example.test", "password": "front-counter-demo", "totp": code()}
    answer = requests.post(f"{BASE}{STAFF}session", json=body, headers=ours(), timeout=60)
    answer.raise_for_status()
    return {"Cookie": f"staff={answer.cookies['staff']}", "X-CSRF-Token": answer.json()["csrf"]}


INTAKE = {
    "incident_kind": "other", "role": "owner", "have_number": "yes", "report_number": "26-700001", "contact": "none",
    "name": "Theo Lindqvist", "documents_later": "yes", "delivery": "download",
}


def requested():
    """A request that was taken in: its reference, and the header that opens it."""
    taken = ask("POST", "/api/v1/requests/police_report", {}, INTAKE)
    return taken["reference"], {"Authorization": f"Bearer {taken['access_key']}"}


REFERENCE, REQUESTER = requested()
RECORDS, SUPERVISOR, ADMIN, CLERK = map(signed_in, ["records", "supervisor", "admin", "clerk"])
ACCOUNT, SIGNED_IN = (ask("GET", STAFF + "session", signed_in(account))["id"] for account in ["property", "prea"])
KNOWN = {"reference": REFERENCE, "kind": "police_report", "account": ACCOUNT, "calendar": "records"}

# The same person asked again later: a duplicate.
LATER = requested()[0]
# The cases that staff work on, one after the other.
desk = [requested()[0]]

# The sheets whose forms are filled in, by the address of what they are posted to.
SHEETS = {
    "admin/accounts/{account}/end-sessions": f"admin/accounts/{SIGNED_IN}",
    "admin/accounts/{account}": f"admin/accounts/{ACCOUNT}",
    "admin/accounts": "admin/accounts",
    "admin/calendars/{calendar}": "admin/calendars/records",
    "admin/profile": "admin/profile",
    # A merge closes its case, so not the one that is linked.
    "cases/{reference}/related/link": f"cases/{desk[0]}/related",
    "cases/{reference}/related/merge": f"cases/{LATER}/related",
    "new": "new?service=public_records",
    "replies": "replies",
    "retention": f"retention?reference={REFERENCE}",
}


def person(case):
    """Who asks for this."""
    path = case.operation.path
    if case.operation.label == "DELETE /api/v1/staff/session":
        return CLERK  # who signs out, and therefore does nothing else
    if path.startswith(STAFF + "sheets/admin/"):
        return ADMIN
    if path.startswith((STAFF + "sheets/replies", STAFF + "sheets/retention")):
        return SUPERVISOR
    return RECORDS if path.startswith(STAFF) else REQUESTER


def said(field):
    """What somebody might say in a field of a form."""
    if field["value"]:
        return field["value"]
    if field["options"]:
        return field["options"][0]["value"]
    today, day = datetime.date.today(), datetime.timedelta(days=1)
    match field["name"], field["control"]:
        case "email", _:
            return f"person{next(calls)}@example.test"
        case "other", _:
            return REFERENCE
        case "received_day", _:
            return (today - 21 * day).isoformat()
        case "received_time", _:
            return "09:00"
        case _, "date":
            return (today + day).isoformat()
        case _, "number":
            return "900"
        case _, "confirm":
            return "yes"
    return "As told on the telephone"


def forms(value):
    """Every form of a sheet, wherever it stands."""
    if isinstance(value, dict):
        if "post" in value and "sent" in value:
            yield value
        for inner in value.values():
            yield from forms(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from forms(inner)


def fill_in(case, turn):
    """Fills in a form of the sheet from which the console would post this."""
    sheets, path = STAFF + "sheets/", case.operation.path
    found = next((sheet for start, sheet in SHEETS.items() if path.startswith(sheets + start)), None)
    if found is None:
        return
    address = re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path)))
    matched = [(form, address.fullmatch(STAFF + form["post"])) for form in forms(ask("GET", sheets + found, person(case)))]
    matched = [(form, named) for form, named in matched if named]
    if matched:
        form, named = matched[turn % len(matched)]
        case.path_parameters.update(named.groupdict())
        case.body = {**{field["name"]: said(field) for field in form["fields"]}, **form["sent"]}


def at_work():
    """A case on which somebody can still act, as it is now."""
    now = ask("GET", f"{STAFF}cases/{desk[-1]}", RECORDS)
    if not now["actions"]:
        desk.append(requested()[0])
        now = ask("GET", f"{STAFF}cases/{desk[-1]}", RECORDS)
    return now


def act(case, turn):
    """Does with a case what it offers now, at its version."""
    path, now = case.operation.path, at_work()
    seen = {"version": now["version"]}
    if path.endswith("/actions/{action}"):
        action = now["actions"][turn % len(now["actions"])]
        case.path_parameters.update(reference=now["reference"], action=action["id"])
        case.body = {**seen, **{field["name"]: said(field) for field in action["fields"]}}
    elif path.endswith("/assign"):
        case.path_parameters["reference"] = now["reference"]
        case.body = {**seen, "to": "me"}
    elif "/bulk" in path:
        chosen = [{"reference": now["reference"], **seen}]
        case.body = {"action": "assign", "cases": chosen, "fields": {"to": "none"}}


@schemathesis.hook
def before_call(context, case, kwargs):
    turn = next(turns[case.operation.label])
    case.cookies.clear()
    case.headers.update(ours())
    if turn % 8 != 7:
        case.headers.update(person(case))
    if turn % 3 == 0:
        return
    case.path_parameters.update({name: KNOWN[name] for name in case.path_parameters if name in KNOWN})
    if case.operation.label == "POST /api/v1/requests/{reference}/withdraw":
        case.path_parameters["reference"], key = requested()
        case.headers.update(key)
    if turn % 3 == 2 and case.method == "POST":
        if case.operation.label == "POST /api/v1/requests/{kind}":
            case.body = INTAKE
        elif case.operation.path.endswith("/documents"):
            case.body = {"file": b"A letter."}
        elif case.operation.path.startswith(STAFF + "sheets/"):
            fill_in(case, turn // 3)
        elif case.operation.path.startswith(STAFF + "cases/"):
            act(case, turn // 3)


@schemathesis.hook
def after_call(context, case, response):
    answers[case.operation.label][response.status_code] += 1


@handler()
class Successes(EventHandler):
    """Fails a run in which an operation never did its work: then nothing of its answer was compared."""

    def handle_event(self, ctx, event):
        pass

    def shutdown(self, ctx):
        idle = {name for name, seen in answers.items() if not any(status < 300 for status in seen)}
        for name in sorted(idle - OUT_OF_REACH.keys()):
            print(f"never succeeded: {name} {dict(answers[name])}; teach hooks.py what it needs")
            ctx.exit_code = 1
        for name in sorted((OUT_OF_REACH.keys() & answers.keys()) - idle):
            print(f"listed as out of reach in hooks.py, and is not: {name}")
            ctx.exit_code = 1
