# Sourced by the other scripts: the flags of every debug build, so that nothing that one of them built is built again by the next.
# shellcheck shell=bash

# An import that a target did not declare is an error: that keeps the floors of docs/architecture.md.
build_flags=(--explicit-target-dependency-import-check error)

say() { printf '== %s\n' "$*"; }

# Runs the built tests with further arguments for 'swift test'; output also goes to $test_log. Sets tests_passed and tests_failed.
# The crash reporter is off by default: without a terminal it can wait for ever.
# A filter that matches nothing would pass silently, so fewer tests than $1 are a failure.
run_tests() {
    local minimum=$1 status=0 ran
    shift
    test_log=${test_log:-.build/tests.log}
    SWIFT_BACKTRACE=${SWIFT_BACKTRACE:-enable=no} \
        swift test --skip-build --disable-xctest "$@" </dev/null 2>&1 | tee "$test_log" | { grep --line-buffered -vE "$quiet_lines" || true; } \
        || status=$?
    grep -E "$closing_line" "$test_log" | tail -n 1 || true
    # Swift Testing's closing line: "Test run with 8 tests in 3 suites passed after 0.027 seconds."
    ran=$(sed -nE 's/^.*Test run with ([0-9]+) tests?.*$/\1/p' "$test_log" | tail -n 1)
    tests_failed=$(grep -cE '^.{0,4}Test .* failed after [0-9.]+ seconds' "$test_log" || true)
    tests_failed=$((tests_failed - $(grep -cE "$closing_line.* failed after" "$test_log" || true)))
    if [[ -z $ran ]]; then
        printf 'The tests did not come to their end: they crashed, or were stopped. See %s.\n' "$test_log"
        ran=0
        tests_failed=1
        tests_passed=0
    else
        tests_passed=$((ran - tests_failed))
        if ((ran < minimum)); then
            printf 'Only %d tests ran; at least %d are expected. Has a test target been left out of Package.swift?\n' "$ran" "$minimum"
            tests_failed=$((tests_failed + 1))
        fi
    fi
    # A failure that no test owns (a warning treated as one, a crash at the end) still fails the run.
    if ((status != 0 && tests_failed == 0)); then tests_failed=1; fi
    ((tests_failed == 0))
}

closing_line='^.{0,4}Test run with '
# Beginnings of tests and suites are noise, and so is what passed.
quiet_lines='^.{0,4}Test run with |^.{0,4}(Test|Suite) .* (started\.|passed after [0-9.]+ seconds\.)$|^.{0,4}Test run started\.|^.{0,4}(Testing Library Version|Target Platform):|^\[[0-9]+/[0-9]+\]|^Building for|^Build complete!'
