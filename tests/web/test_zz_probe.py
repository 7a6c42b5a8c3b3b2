import base64, json
import pytest
from django.test import Client, override_settings
from django.contrib.auth.hashers import make_password
from boards.models import User, PasswordProof
from boards.actors import APPLICATION
from boards.authentication.tokens import give_token, take_token
from boards.authentication.lockout import unlock_user, count_failures
from django.contrib.sessions.models import Session
from tests.conftest import Rpc
from kanboard_site import settings as product
import bcrypt
CALL=b'{"jsonrpc":"2.0","method":"getVersion","id":1}'
@pytest.fixture
def anna(db): return User.objects.create(username="anna", role="app-admin", password=make_password("secret-pw"))
def cookie_of(name, secret):
    c=Client(); r=c.post("/jsonrpc",CALL,content_type="application/json",headers={"Authorization":Rpc(name,secret).authorization}); assert r.status_code==200; return r.cookies["KB_API_SID"].value
def by_cookie(v, **h):
    c=Client(raise_request_exception=False); c.cookies["KB_API_SID"]=v
    return c.post("/jsonrpc",CALL,content_type="application/json",headers=h).status_code
def test_token_session_enters_browser(anna):
    v=cookie_of("anna",give_token(actor=APPLICATION,user=anna)); c=Client(); c.cookies["KB_SID"]=v
    assert c.get("/admin/").status_code==302
def test_twofactor_at_form(anna):
    User.objects.update(twofactor_activated=True); c=Client(); c.post("/login",{"username":"anna","password":"secret-pw"})
    assert c.get("/dashboard").status_code==302
def test_twofactor_right_password_counts(anna):
    User.objects.update(twofactor_activated=True); Rpc("anna","secret-pw").answer("getVersion"); a=count_failures("anna"); Rpc("anna","x").answer("getVersion")
    assert (a,count_failures("anna"))==(1,2)
def test_admin_loop(anna):
    User.objects.update(role="app-user"); c=Client(); c.post("/login",{"username":"anna","password":"secret-pw"})
    r=c.get("/admin/",follow=False); seen=[]
    for _ in range(6):
        if r.status_code not in (301,302): break
        seen.append(r["Location"]); r=c.get(r["Location"])
    assert r.status_code==403, seen
def test_revoked_token_session(anna):
    v=cookie_of("anna",give_token(actor=APPLICATION,user=anna)); take_token(actor=APPLICATION,user=anna); assert by_cookie(v)==401
def test_token_session_survives_lock(anna):
    v=cookie_of("anna",give_token(actor=APPLICATION,user=anna))
    for _ in range(3): Rpc("anna","x").answer("getVersion")
    assert by_cookie(v)==200
def test_lock_ends_session_for_good(anna):
    v=cookie_of("anna","secret-pw")
    for _ in range(3): Rpc("anna","x").answer("getVersion")
    unlock_user("anna"); assert by_cookie(v)==401
def test_bad_origin(anna):
    v=cookie_of("anna","secret-pw"); assert by_cookie(v,Origin="http://[")==401
def test_https_origin(anna):
    v=cookie_of("anna","secret-pw"); assert by_cookie(v,Origin="https://testserver")==401
@override_settings(PASSWORD_HASHERS=product.PASSWORD_HASHERS)
def test_bcrypt_cut_in_char(db):
    pw="a"+"ü"*40; h=bcrypt.hashpw(pw.encode()[:72],bcrypt.gensalt(4)).decode().replace("$2b$","$2y$")
    User.objects.create(username="old",password="bcrypt$"+h)
    assert Rpc("old",pw).answer("getVersion")[0]==200
def test_nul_cookie(anna): assert by_cookie('abcdefgh\x00ijk')==401
def test_garbage_address(anna):
    c=Client(REMOTE_ADDR="unknown",raise_request_exception=False)
    assert c.post("/jsonrpc",CALL,content_type="application/json",headers={"Authorization":Rpc("anna","x").authorization}).status_code==401
    assert count_failures("anna")==1
def test_zone_address(anna):
    c=Client(REMOTE_ADDR="fe80::1%eth0",raise_request_exception=False)
    assert c.post("/jsonrpc",CALL,content_type="application/json",headers={"Authorization":Rpc("anna","x").authorization}).status_code==401
    assert count_failures("anna")==1
def test_get_logout(anna):
    c=Client(); c.post("/login",{"username":"anna","password":"secret-pw"}); assert c.get("/logout").status_code==403
def test_parallel_tokens_sessions(anna):
    from axes.models import AccessAttempt
    c=Client(); c.post("/login",{"username":"anna","password":"secret-pw"})
    Rpc("bob","x").answer("getVersion")
    r=c.get("/admin/axes/accessattempt/"); assert r.status_code==200
    pk=AccessAttempt.objects.get().pk; assert c.get(f"/admin/axes/accessattempt/{pk}/change/").status_code==200
    r=c.post(f"/admin/axes/accessattempt/{pk}/delete/",{"post":"yes"}); assert (r.status_code,count_failures("bob"))==(302,0)
