"""Template compiler: Jinja's, for code that does less work and writes the same text.

Jinja asks its environment for every attribute and item, wraps all that it escapes, and calls every
macro through three functions. Here attributes and items are those of Python, text without a
special character is written as it is, and a macro is called itself. Where that succeeds the text is
the one that Jinja's own code gives. Where it does not, as for `row.name` of a dict, an exception is
raised, and `render` leaves the template to Jinja's own code.
"""

# ruff: noqa: N802 - the names by which Jinja calls what visits a node
from __future__ import annotations

import re
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

_special = re.compile("[&<>'\"]").search


def escaped(value: Any) -> str:
    """A value as it stands in a page; the text of `markupsafe.escape`."""
    kind = type(value)
    if kind is str:
        return escape(value) if _special(value) else value
    return value if kind is Markup else escape(value)


def escaped_call(context: Context, function: Any, *arguments: Any, **scope: Any) -> str:
    """What a call gives as it stands in a page; a macro has escaped its text already.

    `scope` holds the variables of loops and blocks, for functions that ask for Jinja's context.
    """
    if type(function) is Macro and context.eval_ctx.autoescape and _is_positional(function):
        absent = len(function.arguments) - len(arguments)
        if absent >= 0:
            # The rest of Jinja's call sorts keywords out, of which there are none, and wraps text.
            return function._func(*arguments, *(missing,) * absent)  # noqa: SLF001
    return escaped(context.call(function, *arguments, **scope))


def _is_positional(macro: Macro) -> bool:
    return not (macro.caller or macro.catch_kwargs or macro.catch_varargs)


class FastCodeGenerator(CodeGenerator):
    """Jinja's compiler with direct access to attributes and items, and lighter calls."""

    _printed: nodes.Expr | None = None

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Let the code of a template see the functions of this module."""
        self.writeline(f"from {__name__} import escaped, escaped_call")
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write `a.b`, where Python reads it as Jinja does."""
        # Python forbids its keywords as attributes, and normalises other letters than ASCII.
        if not _is_direct(node.node) or iskeyword(node.attr) or not node.attr.isascii():
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        """Write `a[b]`."""
        if not _is_direct(node.node):
            super().visit_Getitem(node, frame)
            return
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        elif isinstance(node, nodes.Call) and _has_only_values(node):
            self._printed = node
            self.write("(")
        else:
            self.write("escaped(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write a call whose result is printed at once as one of `escaped_call`."""
        if node is not self._printed:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("escaped_call(context, ")
        self.visit(node.node, frame)
        self.signature(node, frame, _scope(frame))
        self.write(")")


def _is_direct(node: nodes.Expr) -> bool:
    """Whether the code of an expression may be followed by a dot or a bracket."""
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
    return isinstance(node, nodes.Name | nodes.Call)


def _has_only_values(node: nodes.Call) -> bool:
    return not (node.kwargs or node.dyn_args or node.dyn_kwargs)


def _scope(frame: Frame) -> dict[str, str]:
    """What Jinja hands to a call besides its arguments."""
    held = {"_loop_vars": frame.loop_frame, "_block_vars": frame.block_frame}
    return {name: name for name, is_held in held.items() if is_held}


class FastEnvironment(Environment):
    """An environment whose templates are compiled to such code."""

    code_generator_class = FastCodeGenerator
