"""The official client of the Model Context Protocol, in both eras, over HTTP and over standard input and output."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import anyio
import pytest
from httpx2 import AsyncClient
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from kanboard_site.env import BASE_DIR
from tests.programs.conftest import Product
from tests.serving import TOKEN

VERSIONS = {"auto": "2026-07-28", "legacy": "2025-11-25"}


@asynccontextmanager
async def over_http(product: Product, mode: Any, token: str = TOKEN) -> AsyncIterator[Client]:
    async with AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=20) as http:
        transport = streamable_http_client(f"{product.url}/mcp", http_client=http)
        async with Client(transport, mode=mode, read_timeout_seconds=20) as client:
            yield client


@asynccontextmanager
async def over_stdio(product: Product, mode: Any) -> AsyncIterator[Client]:
    manage = str(BASE_DIR / "manage.py")
    command = StdioServerParameters(
        command=sys.executable, args=[manage, "mcp", "--user", "admin"], env=product.environment, cwd=str(BASE_DIR)
    )
    async with Client(command, mode=mode, read_timeout_seconds=60) as client:
        yield client


async def work(connect: Any, project_id: int, version: str) -> None:
    """What an assistant does: the client itself holds structured answers against the schemas of the tools."""
    async with connect() as client:
        assert client.protocol_version == version
        assert client.server_info.name == "kanboard"
        assert "Names are accepted where ids are." in client.instructions
        names = [tool.name for tool in (await client.list_tools()).tools]
        assert len(names) == 14
        made = await client.call_tool("create_tasks", {"project": project_id, "tasks": [{"title": "Mast"}]})
        (task_id,) = made.structured_content["created"]
        found = await client.call_tool("find_tasks", {"query": "mast", "project": project_id})
        assert task_id in [task["id"] for task in found.structured_content["tasks"]]
        told = await client.call_tool("get_task", {"task_id": task_id})
        assert f'Task #{task_id} "Mast": open' in told.content[0].text
        refused = await client.call_tool("move_tasks", {"task_ids": [task_id], "column": "Nowhere"})
        assert refused.is_error
        assert "There is no column" in refused.content[0].text
        await client.call_tool("remove_tasks", {"task_ids": [task_id], "confirm": True})


@pytest.mark.parametrize("mode", VERSIONS)
def test_the_official_client_works_over_http(product, mode):
    project_id = product.rpc("createProject", name=f"Harbour {mode}")
    anyio.run(work, partial(over_http, product, mode), project_id, VERSIONS[mode])


@pytest.mark.parametrize("mode", VERSIONS)
def test_the_official_client_works_over_standard_input_and_output(product, mode):
    project_id = product.rpc("createProject", name=f"Dock {mode}")
    product.rpc("addProjectUser", project_id=project_id, user_id=1)
    anyio.run(work, partial(over_stdio, product, mode), project_id, VERSIONS[mode])


def test_without_a_token_nobody_is_let_in(product):
    async def knock() -> None:
        async with over_http(product, "auto", token="wrong") as client:
            await client.list_tools()

    with pytest.raises(ExceptionGroup):
        anyio.run(knock)
