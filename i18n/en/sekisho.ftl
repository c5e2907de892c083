# Messages that code names: checked against the code while it compiles.
# Say exactly what is known. A variable holds a name, a number or a prepared sentence.

## How an answer begins

say-refused = refused: { $what }
say-error = error: { $what }
say-tampered = DAMAGED OR TAMPERED: { $what }
say-warning = warning: { $what }
say-hint = hint: { $what }
say-rule = rule: { $clause }

## Help: headings

help-usage = Usage:
help-heading-verbs = Verbs
help-heading-operands = Operands
help-heading-flags = Flags
help-heading-everywhere = Everywhere
help-heading-example = Example:
help-values = One of: { $values }
help-manual = Sekisho manual

## Usage errors: the words were not understood

usage-error = error: { $what }
usage-hint = hint: { $command }
usage-suggestion = hint: did you mean { $suggested }?
usage-unknown-flag = there is no flag { $flag } here
usage-unknown-verb = there is no verb { $verb }
usage-missing-verb = a verb is missing
usage-missing = missing: { $what }
usage-missing-value = { $flag } needs a value
usage-value-not-one-of = { $flag } cannot be { $value }; it is one of: { $known }
usage-value-not = { $flag } cannot be { $value }: expected { $expected }
usage-value-number = { $flag } cannot be { $value }: expected a whole number
usage-given-twice = { $flag } is given twice
usage-conflict = { $flag } and { $other } exclude each other
usage-too-many = one value too many: { $value } ({ $flag })
usage-not-unicode = a word on the command line is not valid Unicode
usage-other = the command line was not understood ({ $error })

## The terminal

terminal-press-key = Press any key to clear the screen.
terminal-again = The same again:
terminal-differ = The two are empty or not the same. Try again.
terminal-nobody-to-ask = standard input is not a terminal, so nothing can be asked; give { $flag }
terminal-no-screen = this terminal has no screen that can be cleared again, so nothing was shown
terminal-interrupted = interrupted
terminal-ended = the input ended before an answer was given
terminal-io = reading from or writing to the terminal failed: { $error }
terminal-too-long = the answer is longer than { $limit } bytes
terminal-passphrases-differ = the passphrase was not typed alike twice
terminal-descriptor = descriptor { $number } cannot be read: { $error }
terminal-descriptor-empty = descriptor { $number } holds no passphrase: its first line is empty
terminal-descriptor-too-long = the first line of descriptor { $number } is longer than { $limit } bytes
terminal-descriptor-not-text = the first line of descriptor { $number } is not UTF-8 text
terminal-descriptor-unsupported = on this system a passphrase is read from descriptor 0 only, not from { $number }

## Progress

progress-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
progress-files-of = { $done } of { $total } files
progress-left = { $time } left
