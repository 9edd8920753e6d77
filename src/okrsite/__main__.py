"""The program: `okrsite`, or `python -m okrsite`."""

import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        from okrsite.cli import run  # noqa: PLC0415 - a Ctrl-C while this loads is quiet too

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    raise SystemExit(code)


if __name__ == "__main__":
    if not sys.flags.safe_path:
        # The current folder, which `python -m` puts first: a site's may hold somebody's `click.py`.
        del sys.path[0]
    main()
