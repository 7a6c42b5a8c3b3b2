"""How a receiver checks a signature, in Python; the tests run it."""

LIBRARY = """\
from standardwebhooks import Webhook

event = Webhook("whsec_…").verify(body, headers)
print(event["type"], event["data"]["task_id"])
"""
PLAIN = """\
import base64, hashlib, hmac

signed = f'{headers["webhook-id"]}.{headers["webhook-timestamp"]}.'.encode() + body
key = base64.b64decode("whsec_…".removeprefix("whsec_"))
wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
given = headers["webhook-signature"].split(" ")
is_genuine = any(hmac.compare_digest(one, "v1," + wanted) for one in given)
"""
