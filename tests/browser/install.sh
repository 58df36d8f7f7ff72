#!/bin/sh
# Chromium for tests/browser, from Debian's packages where this user may install them. Fails with a sentence elsewhere.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" > /dev/null; then
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    echo "installing Chromium for the browser tests"
    export DEBIAN_FRONTEND=noninteractive
    if apt-get -qq update && apt-get -qq install --yes --no-install-recommends chromium fonts-dejavu-core > /dev/null; then
        exit 0
    fi
fi
echo "no Chromium: the tests in tests/browser are skipped. Install one (Debian: apt-get install chromium) to run them."
exit 1
