.PHONY: help test build up down status demo format coverage mutation release

help: ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

test: ## all tests
	./mvnw verify

build: ## jars, without tests
	./mvnw -q -DskipTests package

up: ## start the suite on this machine
	./suite up

down: ## stop it
	./suite down

status: ## what runs
	./suite status

demo: ## the main job on real input
	./suite demo

format: ## format all sources
	./mvnw -q spotless:apply

coverage: ## jacoco reports under target/site
	./mvnw -Pcoverage verify

mutation: ## which lines of the kernel could be wrong without a test noticing
	./mvnw -Pmutation -pl platform/kernel test

release: ## bill of materials and licences of what is delivered
	stack/deployment/release.sh
