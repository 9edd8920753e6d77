"""A slow link: a proxy that holds back what is sent each way, and counts the round trips."""

import asyncio
import threading


class SlowLink:
    """Leads from a port of this machine to a server's socket, `delay` seconds each way.

    A round trip is counted when the client speaks after the server did; `connections` are those
    that were opened, and `together` is how many of them were open at once.
    """

    def __init__(self, socket, delay=0.0):
        self.socket = str(socket)
        self.delay = delay
        self.round_trips = self.connections = self.open = self.together = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._listening = self._wait(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = self._listening.sockets[0].getsockname()[1]

    def _wait(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self):
        """Cut every connection."""
        self._wait(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self):
        self._listening.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def forget(self):
        """Count from here on."""
        self.round_trips = self.connections = self.together = 0

    async def _serve(self, reader, writer):
        try:
            there, here = await asyncio.open_unix_connection(self.socket)
        except OSError:
            writer.close()
            return
        self.connections += 1
        self.open += 1
        self.together = max(self.together, self.open)
        turn = {"server": True}
        await asyncio.gather(
            self._carry(reader, here, turn, is_client=True),
            self._carry(there, writer, turn, is_client=False),
        )
        self.open -= 1

    async def _carry(self, reader, writer, turn, *, is_client):
        waiting = asyncio.Queue()
        sending = asyncio.create_task(self._send(waiting, writer))
        try:
            while chunk := await reader.read(1 << 16):
                if is_client and turn["server"]:
                    self.round_trips += 1
                turn["server"] = not is_client
                waiting.put_nowait((self._loop.time() + self.delay, chunk))
        except OSError:
            pass
        waiting.put_nowait((0, b""))
        await sending

    async def _send(self, waiting, writer):
        try:
            while True:
                due, chunk = await waiting.get()
                if not chunk:
                    break
                await asyncio.sleep(due - self._loop.time())
                writer.write(chunk)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()
