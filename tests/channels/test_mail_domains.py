"""Whether a domain takes mail, asked of a name server on loopback."""

import socket
from collections.abc import Iterator
from threading import Thread

import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from outreach.channels.mail_domains import Answer, ask

KNOWN = {"takes.example.org.": "10 mx.example.org.", "null.example.org.": "0 ."}


def answered(question: bytes) -> bytes:
    query = dns.message.from_wire(question)
    asked = query.question[0]
    reply = dns.message.make_response(query)
    mail = KNOWN.get(asked.name.to_text())
    if mail is None:
        reply.set_rcode(dns.rcode.NXDOMAIN)
    elif asked.rdtype == dns.rdatatype.MX:
        reply.answer.append(dns.rrset.from_text(asked.name, 60, "IN", "MX", mail))
    return reply.to_wire()


@pytest.fixture
def name_server() -> Iterator[dns.resolver.Resolver]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", 0))

        def serve() -> None:
            while True:
                question, whence = udp.recvfrom(4096)
                if not question:
                    return
                udp.sendto(answered(question), whence)

        thread = Thread(target=serve)
        thread.start()
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], udp.getsockname()[1]
        yield resolver
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", udp.getsockname())
        thread.join()


def test_domains_that_take_mail_take_none_or_are_not_there(name_server) -> None:
    domains = ("takes.example.org", "null.example.org", "gone.example.org")
    takes, null, gone = ask(domains, name_server)
    assert takes == Answer("takes.example.org")
    assert "does not accept email" in null.fault
    assert "does not exist" in gone.fault


def test_no_answer_is_no_fault() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], silent.getsockname()[1]
        (answer,) = ask(["takes.example.org"], resolver, timeout=1)
    assert answer == Answer("takes.example.org", asked=False)
