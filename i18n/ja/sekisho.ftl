# コードから名前で参照する文。英語版と同じ ID と変数を持つこと（テストで確認している）。
# 分かっていることだけを述べる。変数には名前・数・用意済みの文が入る。

## 答えの始まり

say-refused = 拒否：{ $what }
say-error = エラー：{ $what }
say-tampered = 破損または改ざん：{ $what }
say-warning = 警告：{ $what }
say-also = ほかの拒否理由：{ $what }
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
usage-surplus = { $word } は余分です。ここでは受け付けません
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

## Verbs: what is said beside and after an answer

verb-yes-no = { $question } [y/N]：
verb-not-confirmed = 確認されなかったため、何も行っていません
verb-no-home = このシステムでは台帳の置き場所が決まりません。--home を指定してください
verb-bug = Sekisho の不具合です。これ以上は何も行っていません。上に表示された内容をお知らせください。
verb-findings = この台帳には、効力のない記録が { $count } 件あります。「sekisho audit」で記録番号を確認できます
verb-ask-key-passphrase = { $path } のパスフレーズ：
verb-ask-new-passphrase = { $path } の新しいパスフレーズ：
verb-ask-package-passphrase = パッケージのパスフレーズ：
verb-ask-replug = { $device } を一度抜いて挿し直し、Enter キーを押してください（デバイス名が変わったときはそのパスを入力）：
stage-hashing = ハッシュ計算中
stage-weighing = メールの大きさを計算中
stage-packing = 封緘中
stage-reading-back = 読み直し中
stage-opening = 開封中
stage-verifying = 検証中
stage-identifying = 削除前の読取り中
stage-erasing = 上書き中
stage-searching = 複製を探索中
stage-scanning = 媒体全体を読取り中
stage-overwriting = 媒体全体を上書き中
stage-comparing = 媒体全体を読み直し中
stage-copying = 複写中
key-made = { $path } は、パスフレーズで暗号化した秘密鍵です。{ $path }.pub は人に渡してかまいません。
key-custody-made = { $path } は、パスフレーズで暗号化した保管用の鍵です。age1… の行は人に渡してかまいません。
init-confirm = 台帳 { $origin } を { $home } に開設し、{ $name }（{ $person }）を管理者としますか？
init-done = 台帳 { $origin } を { $home } に開設しました。
    {"  "}管理者：{ $person }
    {"  "}開設者の鍵：{ $key }
    このフィンガープリントは別の場所に控えてください。「sekisho audit --founder」で照合できます。
join-written = { $path } は { $person } の登録申込みです。管理者に渡し、フィンガープリントを読み上げてください。
join-fingerprint = このフィンガープリントを管理者に読み上げてください：{ $fingerprint }
person-leave-confirm = { $name }（{ $person }）の鍵を、ただ今から停止しますか？
person-unproven = { $person } は、鍵の所持の証明なしに登録されました。このことは以後も表示されます
medium-retire-confirm = { $medium } を使用終了にしますか？
medium-lost-incident = 情報が入っていた、またはその可能性があれば、今すぐ事故を登録してください：sekisho incident open --kind lost --medium { $medium } --aware now
medium-lost-stays = { $medium } は見つかっても紛失扱いのままで、再び書き込むことはできません。読み取って確認したら、破壊してください
incident-may-be = 番号の指定がないため、まだ何も凍結していません。携行中の { $id } のことであれば、すぐに登録してください：sekisho incident open { $id } --kind { $kind } --aware { $aware }
medium-by-filesystem = { $medium } はシリアル番号を示しません。以後はファイルシステムで確認します。初期化し直したとき：sekisho medium set { $medium } --device DEV
medium-by-nothing = { $medium } には後で照合できる情報がありません。登録した媒体であることは、操作する人の申告によります
medium-lost-confirm = { $medium } を紛失として記録しますか？ 以後、この媒体には書き込めません。
recipient-tier-alone = { $tier } 次の再委託先は、この事務所の直下にはなりません。上位の再委託先を --under で指定してください
recipient-tier-under = { $under } の下に { $tier } 次の再委託先は置けません。直下は { $stands } 次です
dispose-confirm = { $id } を廃棄しますか（{ $method }）？ 上書きまたは破壊したものは元に戻せません。
purge-confirm = 持出し { $count } 件（{ $first }～{ $last }）のうち { $confirms } 件の消去に同意し、残りの消去を申請しますか。同意したものは今すぐ消去され、元に戻せません。
restore-confirm = { $home } にある台帳の代わりに、{ $size } 件のバックアップを復元しますか。{ $verified ->
    [0] あなたはこの台帳をまだ確認したことがないため、失われる記録があるかどうかは分かりません。
   *[other] { $lost ->
        [0] あなたが確認した記録はすべて含まれています。
       *[other] あなたが確認した記録のうち { $lost } 件が含まれておらず、失われます。
    }
}{ $other ->
    [0] 今あるものは別名で残し、消去しません。
   *[other] 今ある台帳は壊れておらず、その { $other } 件の履歴は途中からバックアップと食い違っています。別名で残し、消去しません。
}
trace-purged = 持出し { $count } 件のファイル一覧は保存期間の満了により消去済みです。この内容が含まれていたかどうかは、もう分かりません
dispose-confirm-said = { $id } の複製を処置したこと（{ $method }）を記録しますか。
mail-confirm-recipients = 宛先：社外の宛先のドメインを入力してください（社外の宛先がないときは全員のドメイン）：
mail-confirm-body = 本文：ダイジェストの先頭 { $digits } 桁を入力してください：
mail-confirm-attachment = 添付：パッケージのダイジェストの先頭 { $digits } 桁を入力してください：
dispose-device = { $device }（{ $name }）を上書きします。容量は { $size }、媒体の中身はすべて失われます。
dispose-device-unnamed = { $device }（メーカー・型番の表示なし）を上書きします。容量は { $size }、媒体の中身はすべて失われます。
dispose-ask-serial = 続けるには、シリアル番号を入力してください：
dispose-ask-medium = シリアル番号がありません。続けるには、登録した媒体の番号を入力してください：
verb-contract-ended = 契約 { $contract } は { $until } に終わっています。守るべきことは終了後も変わりません。この契約でまだ持ち出してよいかは、委託元に確かめてください。
request-large-for-mail = 圧縮しても小さくならないと、1 通のメールに収まりません（よくある上限は送信時の大きさで { $limit }）。承認されたら、分冊で書き出せます：sekisho export { $id } --into DIR --max-size SIZE
request-handed-out = この台帳を使えない人が内容を確かめて署名するための書類を、{ $directory } に出力しました（署名する文書 { $count } 件）。
request-renamed = { $path } は合成済みの表記（NFC）で格納します。ディスク上の名前は { $on_disk } です。
approve-confirm = { $id } を承認するには、目録のダイジェストの先頭 { $digits } 桁を入力してください：
request-done = { $id }：{ $files } ファイル、{ $size }。ほかの { $need } 人の承認が必要です：sekisho approve { $id }
    目録のダイジェストの先頭（承認者の画面にも表示されます）：{ $digits }
approve-done = { $id }：必要な { $need } 人のうち { $have } 人が承認しました。
approve-done-more = { $id }：{ $have } 人が承認しました（必要なのは { $need } 人）。
article-attestation = 次の申告に署名します。
checkout-device = あなたには { $device } 自体の持出しが承認されていません：sekisho article take --device { $device } --direction out --place TEXT --purpose TEXT --due DATE
checkout-device-under = あなたには { $device } 自体の持出しが承認されていません：sekisho article take --device { $device } --contract { $contract } --direction out --place TEXT --purpose TEXT --due DATE
checkout-device-held = { $device } は { $id } として手元にありますが、あなたの持出しは承認されていません。申請の前に返却してください：sekisho article return { $id }
copy-on-lent = そのまま記録しました：{ $device } は契約 { $contract } の委託元からの借用品ですが、この複製はその契約のものではありません。機器を返す前に処置してください
checkout-pledge = { $id }：次の誓約に署名します。
checkout-again = { $id }：誓約には署名済みです。携行票を再び出力します。
checkout-no-number = 携行票の連絡先に、電話番号の登録がない人がいます。手書きで補ってください
checkout-nobody-to-call = 社内の電話番号が 1 件も登録されていません。出発前に、携行票の両方の片に手書きで記入してください。管理者が登録するには：sekisho person set { $person } --phone NUMBER
checkout-written = 携行票を { $path } に出力しました。二つに切り、第 1 片は媒体に付け、第 2 片は媒体と別に携行してください。
passphrase-recorded = { $id }：{ $told } への伝達を記録しました。
approve-draft-recipient = 受領者（この文書に添えられた記載。署名はされていません）：{ $recipient }
passphrase-contact = 登録された番号を使ってください：{ $contact }
passphrase-stays-recorded = { $id }：表示は途中で終わりましたが、{ $told } への伝達の記録は残ります。
approve-drafted = { $path } は、{ $person } が署名する文書です：ssh-keygen -Y sign -n { $namespace } -f 鍵 { $path }
approve-signed = { $path } は署名済みの承認です。送り返してください。「sekisho submit」で台帳に取り込みます。
submit-done = 記録 { $index }：{ $kind }（作成者 { $author }）
reject-done = { $id } を却下しました。
withdraw-done = { $id } を取り下げました。
certificate-unfinished = { $id } は完了していません。出力には残っているものが記され、まだ証明書ではありません
checkpoint-written = { $path } は { $size } 件時点のチェックポイントです。このパソコンとは別の場所に保管してください。
checkpoint-keep = 別の場所に控えてください。紙に書く場合：{ $size }:{ $root }
incident-report-written = { $id } の報告書を { $path } に作成しました。
man-done = { $count } 件のマニュアルを { $directory } に書き出しました。

## 端末

terminal-press-key = 何かキーを押すと、この画面を消去します。
terminal-again = もう一度：
terminal-differ = 二つの入力が一致しません。もう一度入力してください。
terminal-empty = 入力が空です。空のパスフレーズは使えません。もう一度入力してください。
terminal-nobody-to-ask = 標準入力が端末ではないため、入力を求めることができません。{ $flag } を指定してください
terminal-no-screen = この端末には表示後に消去できる画面がないため、何も表示していません
terminal-nowhere = 標準出力の先がないため（閉じている、破棄先、または読み手がいない）、何も表示せず、記録もしていません
terminal-interrupted = 中断しました
terminal-ended = 回答の前に入力が終わりました
terminal-io = 端末の読み書きに失敗しました：{ $error }
terminal-output = 標準出力への書き込みに失敗しました：{ $error }
terminal-too-long = 入力が { $limit } バイトを超えています
terminal-passphrases-differ = パスフレーズの二度の入力が一致しませんでした
terminal-passphrase-empty = パスフレーズが入力されませんでした
terminal-descriptor = ディスクリプター { $number } を読めません：{ $error }
terminal-descriptor-empty = ディスクリプター { $number } の 1 行目が空で、パスフレーズがありません
terminal-descriptor-too-long = ディスクリプター { $number } の 1 行目が { $limit } バイトを超えています
terminal-descriptor-not-text = ディスクリプター { $number } の 1 行目が UTF-8 の文字列ではありません
terminal-descriptor-socket = ディスクリプター { $number } はソケットで、このシステムでは番号を指定して読み取れません。パイプかファイルを渡してください
terminal-descriptor-unsupported = このシステムでは、パスフレーズはディスクリプター 0 からのみ読み取れます（指定：{ $number }）

## 進捗

progress-files = { $count } ファイル
progress-files-of = { $total } ファイル中 { $done }
progress-left = 残り { $time }

form-written = { $form }を { $path } に出力しました
form-no-rows = { $form } には、CSV にできる表がありません
