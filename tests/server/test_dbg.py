import time,sys
sys.path.insert(0,'/work/main')
from tests.server.test_locked import *
def test_x(crowd, server):
    mood = crowd.facilitator().open("Météo")
    lines = [crowd.person(f"P{n}").socket() for n in range(6)]
    t=time.time()
    with locked(server):
        ids = [l.ask("command", command(mood,"say",f"t-{n}",word="m")) for n,l in enumerate(lines)]
        while time.time()-t<16:
            print(round(time.time()-t,1), [l.answers.get(i,{}).get("kind") for l,i in zip(lines,ids)])
            time.sleep(1)
    print(server.rest()[-1500:])
    assert 0
