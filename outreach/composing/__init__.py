"""Letters from templates: merge, forms of address, address blocks, messages. Pure, no I/O."""
