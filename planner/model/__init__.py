"""The linear face: decision variables and expressions that constraints and objectives speak."""
