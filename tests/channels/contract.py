"""What every channel promises, whoever takes its letters.

A test class of a channel inherits this and gives two fixtures: `channel`, and `taken`, which
lists the contents that arrived on the other side.
"""

from collections.abc import Callable

from outreach.model.dispatch import Channel, Sent
from tests.channels.letters import mailing


class ChannelContract:
    async def test_what_is_delivered_arrives_byte_for_byte(
        self, channel: Channel, taken: Callable[[], list[bytes]]
    ) -> None:
        await channel.open()
        outcome = await channel.deliver(mailing())
        await channel.close()
        assert isinstance(outcome, Sent)
        assert taken() == [mailing().content]

    async def test_letters_arrive_once_each_and_in_order(
        self, channel: Channel, taken: Callable[[], list[bytes]]
    ) -> None:
        await channel.open()
        outcomes = [await channel.deliver(mailing(number)) for number in range(5)]
        await channel.close()
        assert all(isinstance(outcome, Sent) for outcome in outcomes)
        assert taken() == [mailing(number).content for number in range(5)]

    async def test_words_are_one_line(self, channel: Channel) -> None:
        await channel.open()
        outcome = await channel.deliver(mailing())
        await channel.close()
        assert "\n" not in outcome.words
        assert len(outcome.words) <= 500

    async def test_a_closed_channel_can_be_closed_again_and_opened_again(
        self, channel: Channel, taken: Callable[[], list[bytes]]
    ) -> None:
        await channel.open()
        await channel.close()
        await channel.close()
        await channel.open()
        assert isinstance(await channel.deliver(mailing()), Sent)
        await channel.close()
        assert len(taken()) == 1
