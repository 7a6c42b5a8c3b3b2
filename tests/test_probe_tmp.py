import json, pytest, logging
from tests.conftest import Rpc
from api.rpc.registry import server
BIG = {"many_ids": list(range(1,300_000)), "many_texts": [str(n) for n in range(100_000)], "deep": None}
@pytest.mark.parametrize("method,params", [
 ("getProjectActivities", [list(range(1,300_000))]),
 ("createTask", {"title":"t","project_id":"P","tags":[f"t{n}" for n in range(40_000)]}),
 ("saveTaskMetadata", {"task_id":"T","values":{f"t{n}":"1" for n in range(40_000)}}),
 ("moveTaskPosition", ["P","T","C","²",0]),
 ("moveTaskPosition", ["P","T","C","+-1",0]),
 ("moveTaskPosition", ["P","T","C","9"*5000,0]),
 ("moveTaskPosition", ["P","T","C",1e300,0]),
 ("changeColumnPosition", ["P","C","9"*5000]),
 ("addColumn", ["P","x","9"*5000]),
 ("addColumn", ["P","x",1e300]),
 ("getOppositeLinkId", [2**70]),
 ("getOppositeLinkId", [10**300]),
 ("getOppositeLinkId", [{"a":[2**70]}]),
 ("searchTasks", ["P", "id:" + "9"*5000]),
 ("searchTasks", ["P", "priority:>" + "9"*5000]),
 ("searchTasks", ["P", "due:" + "9"*5000 + "-01-01"]),
 ("searchTasks", ["P", "due:<=999999999-01-01"]),
 ("searchTasks", ["P", "column:" + "x"*70000]),
 ("searchTasks", ["P", "status:open "*5000]),
 ("searchTasks", ["P", " ".join(f"tag:t{n}" for n in range(5000))]),
 ("searchTasks", ["P", " ".join(f"color:t{n}" for n in range(5000))]),
 ("searchTasks", ["P", " ".join(f"id:{n}" for n in range(5000))]),
 ("searchTasks", ["P", " ".join(f"title:t{n}" for n in range(5000))]),
 ("searchTasks", ["P", " ".join(f"created:2020-01-{n%28+1:02}" for n in range(2000))]),
 ("searchTasks", ["P", "\"" * 5000]),
 ("searchTasks", ["P", "due:+" + "9"*30+" days"]),
 ("searchTasks", ["P", "due:\"+" + "9"*30+" days\""]),
 ("searchTasks", ["P", "%" * 60000]),
 ("createTask", {"title":"t","project_id":"P","recurrence_status":1,"recurrence_factor":2**31-1,"recurrence_timeframe":2,"date_due":"2030-01-01","recurrence_trigger":2}),
 ("createTask", {"title":"t"*5_000_000,"project_id":"P"}),
 ("createUser", {"username":"x","password":"y"*5_000_000}),
 ("createExternalTaskLink", ["T","http://["+"x","related","weblink"]),
 ("createExternalTaskLink", ["T","http://[::1","related","auto"]),
 ("createExternalTaskLink", ["T","http://a:99999999/","related","auto"]),
 ("createExternalTaskLink", ["T","http://\u2100.com/","related","weblink"]),
 ("createExternalTaskLink", ["T","http://"+"a"*300+".com/","related","weblink"]),
 ("createExternalTaskLink", ["T","http://a..b/","related","weblink"]),
])
def test_probe(rpc, caplog, method, params):
    p = rpc.createProject("P"); t = rpc.createTask("t", p); c = rpc.getColumns(p)[1]["id"]
    sub = {"P":p,"T":t,"C":c}
    f = lambda v: sub.get(v, v) if isinstance(v,str) else v
    params = [f(v) for v in params] if isinstance(params, list) else {k:f(v) for k,v in params.items()}
    r = rpc.post(json.dumps({"jsonrpc":"2.0","method":method,"params":params,"id":1}))
    out = json.loads(r.content)
    print("RESULT", method, str(params)[:60], str(out)[:150])
    errs = [x.exc_text.splitlines()[-1] for x in caplog.records if x.name=="api.rpc.handler"]
    assert errs == [], errs
    if method == "createTask" and "recurrence_factor" in params:
        assert rpc.closeTask(out["result"]) is True
