"""Managing accounts: each step with what belongs to it, as one write."""

from dataclasses import dataclass

from planner.resources.catalogue import marked
from planner.store.accounts import Account, Accounts
from planner.store.acting import Actor, acting, actor
from planner.store.clock import Stopwatch, now
from planner.store.credentials import Credentials
from planner.store.database import Store
from planner.store.enrolments import Enrolments
from planner.store.errors import StoreError, Unknown
from planner.store.links import ENROLMENT, ENROLMENT_SECONDS, Links
from planner.store.memberships import Memberships
from planner.store.sessions import Sessions
from planner.store.trail import Trail


class LastAdministrator(StoreError):
    """Nobody would be left who manages accounts."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            marked("This is the only administrator. Make somebody else administrator first.")
        )


class Disabled(StoreError):
    """The account may not sign in."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(marked("This account is disabled. Enable it first."))


class NotDisabled(StoreError):
    """The account may still sign in."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(marked("This account can still sign in. Disable it first."))


@dataclass(frozen=True)
class Administration:
    """What an administrator does with the accounts of a store."""

    store: Store
    watch: Stopwatch

    @property
    def _accounts(self) -> Accounts:
        return Accounts(self.store)

    def all(self) -> list[Account]:
        """Return the accounts that are managed, by name."""
        return [account for account in self._accounts.all() if account.is_managed]

    def new_link(self, account: str) -> str:
        """Return the secret of a link to set up a password and a second factor.

        Earlier links of the account work no more. What it signs in with now works until the link
        is used. Its owner is told of the link, and so are the dossiers in which it has a role.

        Raises:
            Disabled: it may not sign in.
            Unknown: there is no such account.
        """
        links = Links(self.store, self.watch)
        with self.store.writing():
            found = self._found(account)
            if found.disabled_at is not None:
                raise Disabled
            links.drop(ENROLMENT, account)
            Enrolments(self.store).made(account, is_first=self._is_new(found))
            return links.make(ENROLMENT, account, ENROLMENT_SECONDS)

    def enrol(
        self, token: str, credentials: Credentials, hashed: str, secret: str, code: str
    ) -> tuple[str, list[str]] | None:
        """Use a link to set up how an account signs in; whoever was signed in with it is no more.

        Args:
            token: the link's secret.
            credentials: those of the store.
            hashed: the password, as `credentials` hashes it.
            secret: the secret of the second factor.
            code: the code that showed that it works.

        Returns the account and its recovery codes; nothing where the link works no more.
        """
        with self.store.writing():
            account = Links(self.store, self.watch).use(ENROLMENT, token)
            if account is None:
                return None
            # Whoever has the link is taken to be who it was made for.
            with acting(Actor(account, actor().trace_id)):
                Sessions(self.store, self.watch).end_all(account)
                Enrolments(self.store).used(account)
                return account, credentials.set_up(account, hashed, secret, code)

    def disable(self, account: str) -> None:
        """Let an account sign in no more, and sign it out everywhere.

        Raises:
            LastAdministrator: nobody else manages accounts.
            Unknown: there is no such account.
        """
        with self.store.writing():
            self._keep_one(account)
            self._accounts.change(account, "account.disable", disabled_at=now())
            Links(self.store, self.watch).drop(ENROLMENT, account)
            Sessions(self.store, self.watch).end_all(account)

    def enable(self, account: str) -> None:
        """Let an account sign in again.

        Raises:
            Unknown: there is no such account.
        """
        with self.store.writing():
            self._found(account)
            self._accounts.change(account, "account.enable", disabled_at=None)

    def forget(self, account: str) -> None:
        """Take name, login and roles off an account that is disabled: the log says it no more.

        What it did stays in the log, under a pseudonym; it cannot be brought back.

        Raises:
            NotDisabled: it may still sign in.
            Unknown: there is no such account.
        """
        with self.store.writing() as tables:
            if self._found(account).disabled_at is None:
                raise NotDisabled
            memberships = Memberships(self.store)
            for each in memberships.of_account(account):
                memberships.remove(each.dossier, account, each.role, each.person, may_be_last=True)
            for table in ("credentials", "recovery_codes", "enrolments"):
                tables.table(table).delete_where("account = ?", [account])
            self._accounts.change(
                account,
                "account.forget",
                name=f"erased-{account[:8]}",
                login=None,
                subject=None,
                language=None,
                is_administrator=False,
            )

    def appoint(self, account: str) -> None:
        """Let an account manage accounts.

        Raises:
            Unknown: there is no such account.
        """
        with self.store.writing():
            self._found(account)
            self._accounts.change(account, "account.appoint", is_administrator=True)

    def dismiss(self, account: str) -> None:
        """Let an account manage accounts no more.

        Raises:
            LastAdministrator: nobody else does.
            Unknown: there is no such account.
        """
        with self.store.writing():
            self._keep_one(account)
            self._accounts.change(account, "account.dismiss", is_administrator=False)

    def sign_out(self, account: str) -> None:
        """Sign an account out everywhere.

        Raises:
            Unknown: there is no such account.
        """
        with self.store.writing():
            self._found(account)
            Trail(self.store).note("account.sign_out", f"accounts/{account}")
            Sessions(self.store, self.watch).end_all(account)

    def _found(self, account: str) -> Account:
        found = self._accounts.find(account)
        if found is None or not found.is_managed:
            raise Unknown
        return found

    def _is_new(self, account: Account) -> bool:
        """Tell whether nobody can sign in with an account yet."""
        row = self.store.row("SELECT 1 FROM credentials WHERE account = ?", account.id)
        return row is None and account.subject is None

    def _keep_one(self, account: str) -> None:
        managing = {each.id for each in self.all() if self._manages(each)}
        if self._manages(self._found(account)) and managing == {account}:
            raise LastAdministrator

    @staticmethod
    def _manages(account: Account) -> bool:
        return account.is_administrator and account.disabled_at is None
