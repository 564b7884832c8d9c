"""What tests of several packages share: mail servers on loopback, and certificates for them."""

import os
import ssl
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
import trustme
from hypothesis import HealthCheck, settings

# Test modules import what they share as `tests.servers.…`, also when pytest is called by name.
sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.servers.real_smtp import RealServer

# A busy machine is slow now and then: how long one example takes says nothing about the program.
settings.register_profile(
    "unhurried",
    settings.default,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def server_tls(authority: trustme.CA) -> ssl.SSLContext:
    """What a server on loopback proves itself with."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    return context


@pytest.fixture(scope="session")
def wrong_tls(authority: trustme.CA) -> ssl.SSLContext:
    """A good certificate, of another server."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("mail.example.com").configure_cert(context)
    return context


@pytest.fixture(scope="session")
def client_tls(authority: trustme.CA) -> ssl.SSLContext:
    """Trusts the authority of these tests, and is strict otherwise."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.fixture
def smtp_server() -> Iterator[RealServer]:
    """aiosmtpd on a free port of loopback, without TLS or login."""
    with RealServer() as server:
        yield server


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where every program has been installed, a test that lacks one has not passed."""
    report = yield
    reason = str(report.longrepr)
    if report.skipped and "not installed" in reason and "OUTREACH_TEST_PROGRAMS" in os.environ:
        report.outcome = "failed"
        report.longrepr = f"skipped where it may not be: {reason}"
    return report
