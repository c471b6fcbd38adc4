# OpenStack Swift with its S3 interface, whole, in one process, for tests: `swift.py <folder> <key> <secret>` prints the port it listens on.
import os
import sys

# This file has the name of the package that it needs.
sys.path.pop(0)

import eventlet

eventlet.monkey_patch()

import eventlet.wsgi
from paste.deploy import loadapp
import swift.common.utils as utils
import swift.common.storage_policy as storage_policy
from swift.common.ring import RingBuilder

folder, key, secret = sys.argv[1:]
account, user = key.split(":")
inner = ("object", "container", "account")


def write(name, text):
    with open(os.path.join(folder, name), "w") as file:
        file.write(text)
    return os.path.join(folder, name)


def settings(pipeline, more):
    return f"""[DEFAULT]
swift_dir = {folder}
devices = {folder}/devices
mount_check = false
[pipeline:main]
pipeline = {' '.join(pipeline)}
""" + "".join(f"[{part}]\n{text}\n" for part, text in more.items())


path = write(
    "swift.conf",
    "[swift-hash]\nswift_hash_path_suffix = test\n[storage-policy:0]\nname = only\ndefault = yes\n",
)
for module in list(sys.modules.values()):
    if getattr(module, "SWIFT_CONF_FILE", None):
        module.SWIFT_CONF_FILE = path
utils.validate_configuration()
storage_policy.reload_storage_policies()

os.makedirs(os.path.join(folder, "devices", "only"))
sockets = {kind: eventlet.listen(("127.0.0.1", 0)) for kind in inner}
for kind, socket in sockets.items():
    place = {"ip": "127.0.0.1", "port": socket.getsockname()[1]}
    ring = RingBuilder(3, 1, 0)
    ring.add_dev({
        "region": 1, "zone": 1, "device": "only", "weight": 1, "meta": "",
        **place, **{f"replication_{name}": value for name, value in place.items()},
    })
    ring.rebalance()
    ring.get_ring().save(os.path.join(folder, f"{kind}.ring.gz"))
    write(f"{kind}.conf", settings([kind], {f"app:{kind}": f"use = egg:swift#{kind}"}))

filters = ["catch_errors", "memcache", "listing_formats", "s3api", "tempauth", "copy", "slo", "dlo"]
own = {
    "s3api": "location = us-east-1",
    "tempauth": f"user_{account}_{user} = {secret} .admin",
}
write("proxy.conf", settings([*filters, "proxy-server"], {
    "app:proxy-server": "use = egg:swift#proxy\naccount_autocreate = true",
    **{f"filter:{name}": f"use = egg:swift#{name}\n{own.get(name, '')}" for name in filters},
}))

silent = open(os.devnull, "w")
for kind, socket in sockets.items():
    eventlet.spawn(eventlet.wsgi.server, socket, loadapp(f"config:{folder}/{kind}.conf"), log=silent)
door = eventlet.listen(("127.0.0.1", 0))
app = loadapp(f"config:{folder}/proxy.conf")
print(door.getsockname()[1], flush=True)
eventlet.wsgi.server(door, app, log=silent)
