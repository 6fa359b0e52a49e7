# shellcheck shell=bash disable=SC2154 # environment.sh sets root and tools
# One bootstrap at a time: two terminals must not install the same tool into the same place.
# A symbolic link is the lock, because making one is atomic everywhere and it can hold the owner's
# process number. Sourced, never run.

lock="$tools/.lock"

take_lock() {
  local told=no owner
  { mkdir -p "$tools/bin" 2>/dev/null && [ -w "$tools" ]; } || fail "$tools cannot be written to." \
    "It belongs to another user: remove $root/target, or take it over with chown."
  until ln -s "$$" "$lock" 2>/dev/null; do
    owner=$(readlink "$lock" || true)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      break_lock "$owner"
    elif [ -n "$owner" ]; then
      if [ $told = no ]; then
        say "Waiting for another script/bootstrap (process $owner). If there is none: rm $lock"
        told=yes
      fi
      sleep 1
    fi
  done
  trap 'rm -f "$lock"' EXIT
  # What an interrupted download left behind.
  rm -rf "$tools"/new.*
}

# Removes the lock of a script that died. The directory makes sure that of two scripts waiting, the
# second does not remove the lock that the first has just taken.
break_lock() {
  mkdir "$lock.breaking" 2>/dev/null || { sleep 1; return 0; }
  if [ "$(readlink "$lock" || true)" = "$1" ]; then rm -f "$lock"; fi
  rmdir "$lock.breaking"
}
