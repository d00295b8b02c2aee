"""What is kept about people: a module for each part of the store that holds something of them.

Each part can say what it holds of somebody, and can be rid of it. A new table with people's data
gets a part here, and is listed in `planner.store.erasing`.
"""
