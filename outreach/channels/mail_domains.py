"""Asks the domain name system whether anybody takes mail for a domain. Only when told to."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dns.resolver import Resolver

_TIMEOUT = 10
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """`fault` says why no mail reaches a domain, empty when it may; `asked` that there was one."""

    domain: str
    fault: str = ""
    asked: bool = True


def ask(
    domains: Iterable[str], resolver: "Resolver | None" = None, *, timeout: int = _TIMEOUT
) -> Iterator[Answer]:
    """An answer for each domain, in their order; `resolver` is the computer's own by default.

    `timeout` is in seconds, for one domain.
    """
    from email_validator import caching_resolver

    asked = caching_resolver(timeout=timeout, dns_resolver=resolver)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from pool.map(lambda domain: _ask(domain, asked), domains)


def _ask(domain: str, resolver: "Resolver") -> Answer:
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(f"postmaster@{domain}", dns_resolver=resolver)
    except EmailNotValidError as error:
        return Answer(domain, str(error))
    return Answer(domain, asked=getattr(found, "mx", None) is not None)
