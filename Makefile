# Needs only python3 (3.11 or later), git and make; the rest is set up in .venv by tools/set_up.py.
PYTHON ?= python3
PYTEST_ARGS ?=
BENCH_ARGS ?=
VENV := .venv/bin
# Two workers suit the smallest machine this is meant for.
WORKERS ?= 2

# A project folder of its own with two invented quarters; made again when what it is made with changes.
DEMO := build/示例
DEMO_MADE_WITH := $(shell find zmddoc templates plan/source -type f ! -name '*.pyc' ! -name '.*') \
	plan/plan.yaml plan/units.yaml plan/rules.yaml
DEMO_LAST := $(DEMO)/build/督查情况.txt

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help build test test-office check format bench set-up clean distclean

help: ## 显示本说明
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

build: set-up ## 由 plan/ 生成全部公文,放入 build/;示例放入 build/示例/
	@$(VENV)/zmddoc build
	@$(MAKE) --silent --no-print-directory $(DEMO_LAST)
	@echo "示例(数据是编的): 督办通知、季度通报、报送表、台账在 $(DEMO)/build/ 里, 怎样试用见 $(DEMO)/说明.txt。"

$(DEMO_LAST): $(DEMO_MADE_WITH)
	@echo "正在做示例……"
	@rm -rf $(DEMO)
	@$(VENV)/zmddoc demo $(DEMO) > /dev/null
	@$(VENV)/zmddoc -C $(DEMO) build 督办通知 季度通报 --period 2021Q3 --trace > /dev/null
	@$(VENV)/zmddoc -C $(DEMO) build 报送表 --period 2021Q4 > /dev/null
	@$(VENV)/zmddoc -C $(DEMO) build 台账 > /dev/null
	@$(VENV)/zmddoc -C $(DEMO) status --period 2021Q3 > $@

test: check ## 检查代码并运行测试(不含 LibreOffice 测试)
	@$(VENV)/python -m pytest -n $(WORKERS) $(PYTEST_ARGS)

test-office: set-up ## 用 LibreOffice 打开生成的文件进行测试;没有 LibreOffice 则跳过
	@if $(PYTHON) tools/office.py; then $(VENV)/python -m pytest -m office $(PYTEST_ARGS); fi

check: set-up ## 只检查代码(ruff、mypy)
	@$(VENV)/python -m ruff check .
	@$(VENV)/python -m ruff format --check .
	@$(VENV)/python -m mypy

format: set-up ## 整理代码格式
	@$(VENV)/python -m ruff check --fix .
	@$(VENV)/python -m ruff format .

bench: ## 与通常的做法并排测速,写 docs/benchmarks.md;约需十分钟,没有 LibreOffice 会装上
	@$(PYTHON) tools/set_up.py bench
	@PYTHONPATH=tools $(VENV)/python -m bench $(BENCH_ARGS)

set-up: ## 安装运行环境(.venv 与开源字体);已装好则立即返回
	@$(PYTHON) tools/set_up.py

clean: ## 清空 build/ 和各种缓存(保留 .venv)
	@find build -mindepth 1 ! -name .gitignore -delete
	@rm -rf .setuptools .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find tests tools zmddoc -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## 连同 .venv 一并删除
	@rm -rf .venv *.egg-info
