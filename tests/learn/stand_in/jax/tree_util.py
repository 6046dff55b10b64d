def tree_map(function, tree, *others):
    if isinstance(tree, (list, tuple)):
        return type(tree)(tree_map(function, *parts)
                          for parts in zip(tree, *others))
    return function(tree, *others)


def leaves(tree):
    if isinstance(tree, (list, tuple)):
        return [leaf for part in tree for leaf in leaves(part)]
    return [tree]
