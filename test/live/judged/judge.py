"""Runs checkdmarc (https://pypi.org/project/checkdmarc) on domains through one resolver, and prints what it finds as JSON.

usage: judge.py ADDRESS PORT DOMAIN...

Nothing is fetched: of MTA-STS and BIMI only the records are judged, and no mail server is connected to.
"""

import json
import logging
import sys
import time

import checkdmarc
import checkdmarc.bimi
import checkdmarc.mta_sts
import dns.exception
import dns.nameserver
import dns.resolver
import requests

address, port, *domains = sys.argv[1:]
server = dns.nameserver.Do53Nameserver(address, int(port))
where = {"nameservers": [server], "timeout": 5.0, "retries": 0}


def refuse(*_args, **_keywords):
    raise requests.RequestException("nothing is fetched")


requests.Session.get = refuse

# checkdmarc takes a resolver that fails for records that are not there. Every name here is answered, if need be later:
# Unbound keeps a failure for five seconds.
FAILED = (dns.exception.Timeout, dns.resolver.NoNameservers, OSError)
WAITS = [1, 6, 12]
resolve_once = dns.resolver.Resolver.resolve


def resolve(self, qname, *args, **keywords):
    for wait in [*WAITS, None]:
        try:
            return resolve_once(self, qname, *args, **keywords)
        except FAILED as error:
            if wait is None:
                sys.exit(f"the resolver did not answer {len(WAITS) + 1} times for {qname}: {error}")
            time.sleep(wait)


dns.resolver.Resolver.resolve = resolve


class Told(logging.Handler):
    """DNSSEC faults are only logged."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


told = Told()
logging.getLogger("checkdmarc").addHandler(told)
logging.getLogger("checkdmarc").propagate = False


# Their absence is no fault: nobody has to publish them.
OPTIONAL = ("An SMTP TLS Reporting record does not", "An MTA-STS DNS record does not", "A BIMI record does not")


def said(family, result):
    lines = [f"{family} error: {result['error']}"] if result.get("error") else []
    lines += [f"{family} warning: {one}" for one in result.get("warnings", [])]
    if family == "spf" and not lines and not result.get("valid", True):
        lines.append(f"{family} error: not valid")
    return [line for line in lines if not line.split(": ", 1)[1].startswith(OPTIONAL)]


def record(family, query, parse):
    """What is judged of a record whose policy or image would be fetched."""
    try:
        found = query()
        lines = [f"{family} warning: {one}" for one in found["warnings"]]
        return lines + [f"{family} warning: {one}" for one in parse(found)["warnings"]]
    except Exception as error:  # noqa: BLE001
        return said(family, {"error": str(error)})


def judge(domain):
    told.lines.clear()
    signed = checkdmarc.check_dnssec(domain, nameservers=[server], timeout=5.0)
    lines = [f"dnssec warning: {one}" for one in told.lines]
    lines += said("soa", checkdmarc.check_soa(domain, **where))
    lines += said("ns", checkdmarc.check_ns(domain, **where))
    lines += said("mx", checkdmarc.check_mx(domain, **where))
    lines += said("spf", checkdmarc.check_spf(domain, **where))
    dmarc = checkdmarc.check_dmarc(domain, **where)
    lines += said("dmarc", dmarc)
    lines += said("tlsrpt", checkdmarc.check_smtp_tls_reporting(domain, **where))
    lines += record(
        "mta-sts",
        lambda: checkdmarc.mta_sts.query_mta_sts_record(domain, **where),
        lambda found: checkdmarc.mta_sts.parse_mta_sts_record(found["record"]),
    )
    lines += record(
        "bimi",
        lambda: checkdmarc.bimi.query_bimi_record(domain, **where),
        lambda found: checkdmarc.bimi.parse_bimi_record(
            found["record"], domain=domain, parsed_dmarc_record=dmarc
        ),
    )
    return {"signed": signed, "found": [" ".join(line.split()) for line in lines]}


print(
    json.dumps(
        {
            "checkdmarc": checkdmarc.__version__,
            "domains": {domain: judge(domain) for domain in domains},
        },
        ensure_ascii=False,
        indent=1,
    )
)
