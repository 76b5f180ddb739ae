"""Question sets run through the chain, and figures that can be trusted."""
