#!/usr/bin/env bash
# The first process of an engine's namespaces; `.ci/engine up` starts it with `unshare`, nobody else should.
# Usage: inside.sh FOLDER KIND, where FOLDER holds root/ (the tree to live in) and state/ (sockets, data, log).
set -euo pipefail

folder=$1 kind=$2
root=$folder/root state=$folder/state

# /proc is still the machine's own here, so it tells the pid that the outside knows this process by. The record is what
# lets a later `up` or `down` find and end these namespaces, so it is written before anything that could fail.
read -r stat </proc/self/stat
read -ra field <<<"${stat##*) }" # the name in brackets may hold spaces; what follows it starts with field 3
pid=${stat%% *} record=$folder/first-process
printf '%s\n' "$pid ${field[19]}" >"$record.$pid"
# A link, not a rename: it fails when another got here first (whose `up` was killed meanwhile), and there must be one only.
ln "$record.$pid" "$record"
rm "$record.$pid"

mount --make-rprivate /
mount --bind "$root" "$root" # pivot_root asks for a mount point
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=0755 tmpfs "$root/run"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
# Podman keeps its locks there, and a second one that starts would reset the first one's.
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
# The same path inside and outside, so that paths which the engine reports (checkpoints, say) are valid for the tests.
mkdir -p "$root$state"
mount --bind "$state" "$root$state"

# A plain chroot is not enough: CRIU then fails with "No parent found for mountpoint".
cd "$root"
mkdir -p .old
pivot_root . .old
cd /
hash -r
umount -l /.old

busybox ip link set lo up # the tree has no iproute2

case $kind in
  docker)
    engine=(dockerd --experimental --data-root "$state/data" --exec-root "$state/exec"
      --pidfile "$state/engine.pid" -H "unix://$state/engine.sock")
    ;;
  podman)
    busybox hostname "thaw-${folder##*/}" # Thaw tells one Podman from another by that
    # An exported checkpoint holds these paths, and comes to life only where they are the same: so the default ones.
    for each in "data /var/lib/containers/storage" "exec /run/containers/storage"; do
      mkdir -p "$state/${each%% *}" "${each#* }"
      mount --bind "$state/${each%% *}" "${each#* }"
    done
    # crun refuses hybrid cgroups; there is no systemd here to manage cgroups.
    engine=(podman --runtime runc --cgroup-manager cgroupfs
      system service --time 0 "unix://$state/engine.sock")
    ;;
esac
setsid "${engine[@]}" >>"$state/engine.log" 2>&1 </dev/null &
wait $! || code=$?

# The engine has ended, but its containers may live on: specs of an absent daemon need exactly that. The next `up` clears up.
echo "${code:-0}" >"$state/ended"
while :; do sleep infinity || true; done # and bash goes on to reap orphans
