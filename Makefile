# Plimsoll. The two commands to know are 'make demo' and 'make test'; 'make help' names the rest.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
# One debug build serves demo and tests: the same flags as in scripts/settings.sh.
BUILD_FLAGS := --explicit-target-dependency-import-check error
RELEASE_FLAGS := -c release --product plimsoll --static-swift-stdlib
SOURCES = $(wildcard Sources Tests Benchmarks/Sources Package.swift Benchmarks/Package.swift)

.PHONY: help demo test pictures conformance bench soak install install-files format clean

help: ## What there is to make
	@sed -nE 's/^([a-z]+):.*## (.*)$$/make \1|\2/p' Makefile | column -t -s '|'

demo: ## Build, make an invented world, find what is in it, and serve it on this machine (SERVE=0: do not serve)
	@scripts/bootstrap build
	swift build $(BUILD_FLAGS)
	@SERVE="$(or $(SERVE),1)" scripts/demo

test: ## Format, build, all tests, pages in a real browser (SKIP_PAGES=1: without them)
	@scripts/bootstrap test
	@scripts/test

pictures: ## Every page as a picture, in light, night, 390 and 1,280 px, long and mirrored, to PICTURES (default pictures/); those of the docs anew
	@scripts/bootstrap test
	swift build $(BUILD_FLAGS)
	@PICTURES="$(or $(PICTURES),pictures)" scripts/pictures

conformance: ## Public suites from SUITES=FOLDER, else from ../*/data/conformance
	@scripts/bootstrap build
	@SUITES="$(SUITES)" scripts/conformance

bench: ## Figures of a release build (ONLY=NAME: one of them)
	@scripts/bootstrap build
	@ONLY="$(ONLY)" swift run -c release --package-path Benchmarks

soak: ## The long suites, in a release build (ONLY=NAME: those whose name holds it)
	@scripts/bootstrap build
	@ONLY="$(ONLY)" scripts/soak

install: install-files ## A release build with Swift's own libraries linked in, its systemd unit and papers, to PREFIX (default /usr/local)
	@scripts/bootstrap build
	swift build $(RELEASE_FLAGS)
	install -D -m 755 -s "$$(swift build $(RELEASE_FLAGS) --show-bin-path)/plimsoll" "$(DESTDIR)$(PREFIX)/bin/plimsoll"
	@echo "installed $(DESTDIR)$(PREFIX)/bin/plimsoll; at run time it needs libsqlite3-0 and libstdc++6 of Debian"

# What needs no build: the systemd unit with PREFIX in it, the papers, and the standard profile and indicators.
install-files:
	install -d "$(DESTDIR)$(PREFIX)/lib/systemd/system" "$(DESTDIR)$(PREFIX)/share/plimsoll/indicators" "$(DESTDIR)$(PREFIX)/share/doc/plimsoll"
	sed 's|/usr/local/|$(PREFIX)/|g' packaging/plimsoll.service > "$(DESTDIR)$(PREFIX)/lib/systemd/system/plimsoll.service"
	chmod 644 "$(DESTDIR)$(PREFIX)/lib/systemd/system/plimsoll.service"
	install -m 644 profile/*.yaml "$(DESTDIR)$(PREFIX)/share/plimsoll/"
	install -m 644 indicators/*.yaml "$(DESTDIR)$(PREFIX)/share/plimsoll/indicators/"
	install -m 644 docs/*.md "$(DESTDIR)$(PREFIX)/share/doc/plimsoll/"

format: ## Format all Swift sources
	swift format --in-place --parallel --recursive $(SOURCES)

clean: ## Remove what was built and the browser's driver (the demo's folder stays)
	rm -rf .build Benchmarks/.build .venv-browser
