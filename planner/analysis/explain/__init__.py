"""Why a proposal is as it is: its moves, what binds, what else could be, how a clash gives way."""
