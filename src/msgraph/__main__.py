"""``python -m msgraph``: the command line where its script is not on the path."""

from msgraph.cli import main

if __name__ == "__main__":
    main()
