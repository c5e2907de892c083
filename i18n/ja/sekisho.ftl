# コードから名前で参照する文。英語版と同じ ID と変数を持つこと（テストで確認している）。
# 分かっていることだけを述べる。変数には名前・数・用意済みの文が入る。

## 答えの始まり

say-refused = 拒否：{ $what }
say-error = エラー：{ $what }
say-tampered = 破損または改ざん：{ $what }
say-warning = 警告：{ $what }
say-hint = ヒント：{ $what }
say-rule = 根拠：{ $clause }

## ヘルプの見出し

help-usage = 使い方:
help-heading-verbs = コマンド
help-heading-operands = 引数
help-heading-flags = オプション
help-heading-everywhere = 共通オプション
help-heading-example = 例:
help-values = 指定できる値: { $values }
help-manual = Sekisho マニュアル

## 使い方の誤り

usage-error = エラー：{ $what }
usage-hint = ヒント：{ $command }
usage-suggestion = ヒント：{ $suggested } ではありませんか。
usage-unknown-flag = { $flag } というオプションはここでは使えません
usage-unknown-verb = { $verb } というコマンドはありません
usage-missing-verb = コマンドが指定されていません
usage-missing = 指定が足りません：{ $what }
usage-missing-value = { $flag } には値が必要です
usage-value-not-one-of = { $flag } に { $value } は指定できません。指定できる値：{ $known }
usage-value-not = { $flag } に { $value } は指定できません。{ $expected }を指定してください
usage-value-number = { $flag } に { $value } は指定できません。整数を指定してください
usage-given-twice = { $flag } が二重に指定されています
usage-conflict = { $flag } と { $other } は同時に指定できません
usage-too-many = 余分な値があります：{ $value }（{ $flag }）
usage-not-unicode = コマンドラインに Unicode として読めない語があります
usage-other = コマンドラインを解釈できません（{ $error }）

## 端末

terminal-press-key = 何かキーを押すと、この画面を消去します。
terminal-again = もう一度：
terminal-differ = 入力が空か、二つの入力が一致しません。もう一度入力してください。
terminal-nobody-to-ask = 標準入力が端末ではないため、入力を求めることができません。{ $flag } を指定してください
terminal-no-screen = この端末には表示後に消去できる画面がないため、何も表示していません
terminal-interrupted = 中断しました
terminal-ended = 回答の前に入力が終わりました
terminal-io = 端末の読み書きに失敗しました：{ $error }
terminal-too-long = 入力が { $limit } バイトを超えています
terminal-passphrases-differ = パスフレーズの二度の入力が一致しませんでした
terminal-descriptor = ディスクリプター { $number } を読めません：{ $error }
terminal-descriptor-empty = ディスクリプター { $number } の 1 行目が空で、パスフレーズがありません
terminal-descriptor-too-long = ディスクリプター { $number } の 1 行目が { $limit } バイトを超えています
terminal-descriptor-not-text = ディスクリプター { $number } の 1 行目が UTF-8 の文字列ではありません
terminal-descriptor-unsupported = このシステムでは、パスフレーズはディスクリプター 0 からのみ読み取れます（指定：{ $number }）

## 進捗

progress-files = { $count } ファイル
progress-files-of = { $total } ファイル中 { $done }
progress-left = 残り { $time }
