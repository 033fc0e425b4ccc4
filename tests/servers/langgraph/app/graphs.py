"""Graphs without a model behind them: one that chats, one that echoes, one that fails, one that takes its time."""

import asyncio
from typing import TypedDict

from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langgraph.config import get_stream_writer
from langgraph.graph import END, START, MessagesState, StateGraph

ANSWER = "Letters come one by one \u2014 \u00e9\u00e8 \u4f60\u597d \U0001f600 and then the last."


class Text(TypedDict, total=False):
    text: str
    answer: str
    seconds: float


def graph(state: type, node) -> object:
    """A graph of one node, which has the name of its function."""
    builder = StateGraph(state)
    builder.add_node(node.__name__, node)
    builder.add_edge(START, node.__name__)
    builder.add_edge(node.__name__, END)
    return builder.compile()


async def say(state: MessagesState):
    get_stream_writer()({"progress": "thinking"})
    model = FakeListChatModel(responses=[ANSWER], sleep=0.02)
    answer = await model.ainvoke(state["messages"])
    get_stream_writer()({"progress": "done"})
    return {"messages": [answer]}


async def repeat(state: Text):
    return {"answer": "echo: " + state.get("text", "")}


async def raise_error(state: Text):
    raise ValueError("refused: " + state.get("text", ""))


async def wait(state: Text):
    await asyncio.sleep(state.get("seconds", 0))
    return {"answer": "late: " + state.get("text", "")}


chat = graph(MessagesState, say)
echo = graph(Text, repeat)
fail = graph(Text, raise_error)
slow = graph(Text, wait)
