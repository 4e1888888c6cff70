#!/bin/sh
# Prepares what the goals of the Makefile need, in POSIX sh, with Python 3.11 to 3.13 alone.
#
#   environment.sh install LOCK    .venv holds what LOCK says, to the hash, and ocgraph itself
#   environment.sh browser         a Chromium for the browser tests
#   environment.sh nginx           nginx for the tests of a team's server, left stopped
#
# A stamp remembers what was installed, so that a second run takes no time.
set -eu

venv=.venv

tell() {  # French, unless the machine speaks English
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
        en*) echo "$2" ;;
        *) echo "$1" ;;
    esac
}

fail() {
    tell "$1" "$2" >&2
    exit 1
}

may_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null
}

apt_install() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq < /dev/null && apt-get install -y -qq --no-install-recommends "$@" < /dev/null
}

runs_ocgraph() {
    [ -n "$1" ] && "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2> /dev/null
}

makes_environments() {
    "$1" -c 'import ensurepip, venv' 2> /dev/null
}

find_python() {  # one that can make environments is better than a newer one that cannot
    if [ -n "${PYTHON:-}" ]; then
        runs_ocgraph "$PYTHON" && echo "$PYTHON"
        return
    fi
    found=
    made_by=$("$venv/bin/python" -c 'import sys; print(sys._base_executable)' 2> /dev/null || true)
    for candidate in "$made_by" python3.13 python3.12 python3.11 python3 python; do
        if runs_ocgraph "$candidate"; then
            if makes_environments "$candidate"; then echo "$candidate"; return; fi
            found=${found:-$candidate}
        fi
    done
    [ -n "$found" ] && echo "$found"
}

version_of() {
    "$1" -c 'import platform; print(platform.python_version())' 2> /dev/null || echo none
}

make_environment() {
    if ! makes_environments "$1"; then
        package="python$(version_of "$1" | cut -d. -f1,2)-venv"
        if may_install; then
            tell "Installation de $package…" "Installing $package…"
            apt_install "$package" > /dev/null || true
        fi
        makes_environments "$1" || fail \
            "Il manque à Python de quoi créer un environnement. Tapez : sudo apt-get install $package" \
            "This Python cannot make an environment. Type: sudo apt-get install $package"
    fi
    "$1" -m venv --clear "$venv"
}

install() {
    lock=$1
    stamp=$venv/.ocgraph-$lock
    python=$(find_python) || fail \
        "Il faut Python 3.11, 3.12 ou 3.13. Tapez : sudo apt-get install python3 python3-venv (ou donnez PYTHON=/chemin/vers/python3.12)" \
        "Python 3.11, 3.12 or 3.13 is needed. Type: sudo apt-get install python3 python3-venv (or give PYTHON=/path/to/python3.12)"
    version=$(version_of "$python")
    wanted="$version $(pwd) $(cat "$lock" pyproject.toml hatch_build.py ocgraph/engine/kernels/* | cksum)"
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then return; fi

    tell "Préparation de l’environnement (de une à cinq minutes la première fois)…" \
         "Preparing the environment (one to five minutes the first time)…"
    if [ "$(version_of "$venv/bin/python")" != "$version" ] \
        || ! "$venv/bin/python" -m pip --version > /dev/null 2>&1; then
        make_environment "$python"
    fi
    pip="$venv/bin/python -m pip install -qq --no-input --disable-pip-version-check"
    $pip --require-hashes -r "$lock"
    $pip --no-deps --no-build-isolation -e .
    echo "$wanted" > "$stamp"
}

browser() {
    for candidate in "${OCGRAPH_CHROMIUM:-}" chromium chromium-browser google-chrome; do
        if [ -n "$candidate" ] && command -v "$candidate" > /dev/null; then return; fi
    done
    if may_install; then
        tell "Installation de Chromium…" "Installing Chromium…"
        apt_install chromium > /dev/null && return
    fi
    fail "Les épreuves dans le navigateur demandent Chromium. Tapez : sudo apt-get install chromium (sous Ubuntu : sudo snap install chromium), ou donnez OCGRAPH_CHROMIUM=/chemin/vers/chrome" \
         "The browser tests need Chromium. Type: sudo apt-get install chromium (on Ubuntu: sudo snap install chromium), or give OCGRAPH_CHROMIUM=/path/to/chrome"
}

nginx() {
    if PATH=$PATH:/usr/sbin command -v nginx > /dev/null && command -v openssl > /dev/null; then return; fi
    if may_install; then
        tell "Installation de nginx…" "Installing nginx…"
        if apt_install nginx-light openssl > /dev/null; then
            systemctl disable --now nginx > /dev/null 2>&1 || true  # the tests start their own
            return
        fi
    fi
    fail "Les épreuves du serveur d’une équipe demandent nginx. Tapez : sudo apt-get install nginx-light openssl" \
         "The tests of a team’s server need nginx. Type: sudo apt-get install nginx-light openssl"
}

case $1 in
    install) install "$2" ;;
    browser) browser ;;
    nginx) nginx ;;
esac
