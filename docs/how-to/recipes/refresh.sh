#!/bin/sh
# Refresh a project and commit what changed; where nothing changed there is no commit.
#   refresh.sh /srv/flood
set -eu
cd "${1:?name the folder of the project}"

code=0
reconcile run --quiet || code=$?
case $code in
0 | 1 | 3) ;; # 1: a threshold was crossed, 3: an input is too old; outputs are written all the same
*) exit "$code" ;; # nothing was written; the last good outputs stand
esac

# the claims as fetched, the tables and the report; never the history, in which every run is a row
set -- ':(exclude)data/processed/history*'
for folder in data/raw/fetched data/processed reports; do
    if [ -d "$folder" ]; then set -- "$@" "$folder"; fi
done
git add --all -- "$@"
if ! git diff --cached --quiet -- "$@"; then
    git commit --quiet --message 'Refresh' -- "$@"
fi
exit "$code"
