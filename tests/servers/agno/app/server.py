"""An agent on a model that this server plays itself: it says again what it was told, word by word."""

import json
import os

from agno.agent import Agent
from agno.db.sqlite import SqliteDb
from agno.models.openai.like import OpenAILike
from agno.os import AgentOS
from fastapi import Request
from fastapi.responses import JSONResponse, StreamingResponse

# The key is asked for at every path, that of the model too.
KEY = os.environ["OS_SECURITY_KEY"]
MODEL = OpenAILike(id="parrot", api_key=KEY, base_url=f"http://127.0.0.1:{os.environ['PORT']}/model", max_retries=0)
AGENT = Agent(id="parrot", name="Parrot", model=MODEL, db=SqliteDb(db_file="agno.db"), telemetry=False)

app = AgentOS(id="cage", agents=[AGENT], telemetry=False).get_app()


@app.post("/model/chat/completions", include_in_schema=False)
async def complete(request: Request):
    body = await request.json()
    said = [message["content"] for message in body["messages"] if message["role"] == "user"][-1]
    if said == "break":
        return JSONResponse({"error": {"message": "the parrot is asleep", "type": "server_error"}}, status_code=500)
    words = ["You", "said:"] + said.split()
    base = {"id": "chatcmpl-1", "created": 1, "model": "parrot"}
    if not body.get("stream"):
        message = {"role": "assistant", "content": " ".join(words)}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return {**base, "object": "chat.completion", "choices": [choice]}

    def chunks():
        for place, word in enumerate(words):
            delta = {"role": "assistant", "content": word if place == 0 else " " + word}
            choice = {"index": 0, "delta": delta, "finish_reason": None}
            yield "data: " + json.dumps({**base, "object": "chat.completion.chunk", "choices": [choice]}) + "\n\n"
        yield "data: [DONE]\n\n"

    return StreamingResponse(chunks(), media_type="text/event-stream")
