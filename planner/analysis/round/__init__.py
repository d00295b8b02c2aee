"""A round over many teams: each before and after, who moves in which chain, what stays empty."""
