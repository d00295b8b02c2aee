"""What can go wrong with what is kept, each with a sentence for the person who meets it."""

from planner.resources.catalogue import marked


class StoreError(Exception):
    """The store cannot do what was asked; `template` says why, with `values` filled in."""

    def __init__(self, template: str, **values: object) -> None:
        """Keep the English sentence and its values, so that it can be said in any language."""
        super().__init__(template.format(**values))
        self.template = template
        self.values = values


class UnsafeDatabase(StoreError):
    """The SQLite underneath has a known fault, or the file is of a later version or no database."""


class Unknown(StoreError):
    """There is no such record."""

    def __init__(self) -> None:
        """Say so; what is not there has no name to tell."""
        super().__init__(marked("There is no such record."))
