"""Who is named beside an event and takes no part: who is honoured, whose kin acts, who tells it."""

from __future__ import annotations

from extract.annotations import Mention
from extract.stages.events.words import SPEAKS
from extract.syntax.tree import Tree

_HONOURS = frozenset({
    "имя", "память", "памятник", "бюст", "мемориал", "монумент", "обелиск", "барельеф", "портрет",
    "могила", "творчество", "наследие",
})  # fmt: skip
_KIN = frozenset({
    "сын", "дочь", "жена", "муж", "супруг", "вдова", "мать", "отец", "брат", "сестра",
    "внук", "внучка", "племянник", "зять",
})  # fmt: skip
_WORDS = frozenset({"слово", "мнение", "данные", "информация", "сведение", "оценка", "версия"})


class Aside:
    """Looks up how the people of one document are named."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def is_owner(self, who: Mention) -> bool:
        """ "турнир имени [Котова]", "памятник [Котову]", "сын [Котова]": others act, or nobody."""
        tree, head = self.tree, self.head(who)
        noun = tree.heads[head]
        of = tree.cases[head] in ("Gen", "Dat") or tree.cases[tree.root(who)] in ("Gen", "Dat")
        return who.type == "PERSON" and noun != head and of and tree.lemmas[noun] in _HONOURS | _KIN

    def is_speaker(self, who: Mention, root: int) -> bool:
        """ "Форум прошёл, сказал [Котов]", but not "на форуме [Котов] сказал"."""
        tree, head = self.tree, self.head(who)
        verb = tree.heads[head]
        if who.type != "PERSON":
            return False
        if tree.lemmas[verb] in _WORDS:  # "по словам [Котова]"
            return any(tree.lemmas[i] == "по" for i in tree.children[verb])
        says = tree.deps[head] == "nsubj" and tree.lemmas[verb] in SPEAKS
        return says and not self.is_there(verb, root)

    def is_there(self, verb: int, root: int) -> bool:
        """Whether an event hangs on a verb by itself, and not a clause that tells of it."""
        tree = self.tree
        for node in (root, *tree.up(root)):
            if node == verb:
                return True
            if tree.deps[node] in ("ccomp", "parataxis") or tree.heads[node] == node:
                return False
        return False

    def head(self, who: Mention) -> int:
        """The title before a name, or the name."""
        tree, head = self.tree, self.tree.root(who)
        while tree.deps[head] in ("appos", "flat") and tree.heads[head] != head:
            head = tree.heads[head]
        return head
