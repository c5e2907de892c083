# ヘルプ。コマンドは help-コマンド、例は help-コマンド-example、オプションは help-コマンド--オプション、引数は help-コマンド-引数名。
# コマンド名、オプション名、指定する語は訳さない。

help-sekisho = 情報の関所。封緘し、承認を受け、台帳に記録したものだけを持ち出せるようにします。
help-sekisho-example =
    sekisho request ./納品 --to city --via usb --medium USB-07 \
        --purpose 竣工図の納品 --level 2 --due 2026-12-04 --personal-data none
    sekisho help request

help-group-desk = 窓口と登録簿
help-group-job = 申請から開封まで
help-group-back = 返却・廃棄
help-group-asking = 照会・監査・事故

help-man-name = 名前
help-man-synopsis = 書式
help-man-description = 説明
help-man-extra = 例
help-man-version = バージョン

## 共通オプション

help--home = 台帳と custody/ を置くディレクトリ（SEKISHO_HOME）。省略時は、このシステムの標準のデータディレクトリ。
help--key = 署名に使う鍵（SEKISHO_KEY）。秘密鍵ファイル、または ssh-agent が持つ鍵のフィンガープリント（SHA256:…）。
help--key-passphrase-fd = 鍵ファイルのパスフレーズを、このディスクリプターの 1 行目から読み取ります（スクリプト用）。
help--lang = 表示言語。省略時は SEKISHO_LANG、次にロケールに従います。
help--json = 結果を JSON で標準出力に出します。
help--yes = 実行前の確認を省きます。
help--quiet = エラーと結果だけを表示します。
help--verbose = 処理の経過を表示します。
help--help = ヘルプを表示します。
help--version = バージョンを表示します。

## 鍵と台帳

help-key = 鍵を作成します
help-key-new = 鍵を作成します。パスフレーズを二度入力し、暗号化して保存します
help-key-new-example =
    sekisho key new ~/.ssh/sekisho
help-key-new-FILE = 秘密鍵の保存先。公開鍵は FILE.pub に保存します。既存のファイルには上書きしません。
help-key-new--custody = OpenSSH 形式の Ed25519 署名鍵の代わりに、パスフレーズを預かるための age 鍵を作成します。
help-init = 台帳を新設します。指定した鍵の持ち主が管理者になります
help-init-example =
    sekisho init --origin example.co.jp/barrier --person sato \
        --name 佐藤恵子 --key ~/.ssh/sekisho --yes
help-init--origin = 台帳の名称。すべてのチェックポイントに記載されます。空白と + を含まない ASCII 文字で指定します。
help-init--person = 開設者の ID。
help-init--name = 開設者の氏名。
help-join = 鍵を所持していることを示す登録申込みを作成します
help-join-example =
    sekisho join --person tanaka --origin example.co.jp/barrier \
        --key ~/.ssh/sekisho --out tanaka.join
help-join--person = 希望する ID。
help-join--origin = 台帳の名称。ここから台帳を読めない場合に指定します。
help-join--out = 登録申込みの保存先。省略時は標準出力。

## 人

help-person = 人と鍵の登録簿
help-person-add = 人を、役割と鍵とともに登録します
help-person-add-example =
    sekisho person add tanaka --name 田中一郎 --role requester \
        --role approver --request tanaka.join
help-person-add-ID = その人の ID。ASCII の英数字と「.」「_」「-」が使えます。
help-person-add--name = 氏名。
help-person-add--role = 役割。複数指定できます。
help-person-add--request = 本人が sekisho join で作成した登録申込み。
help-person-add--public-key = OpenSSH 形式の公開鍵。所持の証明がないため、その旨が表示されます。
help-person-add--custody = パスフレーズを預けるための鍵。署名鍵と異なる場合に、age1… または ssh-ed25519 で指定します。
help-person-add--email = メールアドレス。
help-person-add--phone = 電話番号。
help-person-add--night = 夜間・休日に通じる電話番号。携行票と、事故のときの連絡先に載ります。
help-person-add--organization = 組織。社外の人の場合に指定します。
help-person-add--department = 部署。
help-person-add--title = 役職。
help-person-list = 登録されている人の一覧を表示します
help-person-list-example =
    sekisho person list --json
help-person-show = 人の役割と鍵を表示します
help-person-show-example =
    sekisho person show tanaka
help-person-show-ID = 表示する人。
help-person-set = 人の役割や連絡先を変更します。指定しない項目は変わりません
help-person-set-example =
    sekisho person set tanaka --phone 03-1234-5678
help-person-set-ID = 対象の人。
help-person-set--name = 新しい氏名。
help-person-set--role = 今後のすべての役割。複数指定できます。
help-person-set--custody = 今後パスフレーズを預けるための鍵。
help-person-set--email = 新しいメールアドレス。
help-person-set--phone = 新しい電話番号。
help-person-set--night = 新しい夜間・休日の電話番号。
help-person-set--organization = 新しい組織。
help-person-set--department = 新しい部署。
help-person-set--title = 新しい役職。
help-person-add-key = 人に鍵を追加します
help-person-add-key-example =
    sekisho person add-key tanaka --request tanaka-laptop.join
help-person-add-key-ID = 鍵の持ち主。
help-person-add-key--request = 新しい鍵で作成した登録申込み。
help-person-add-key--public-key = OpenSSH 形式の新しい公開鍵。所持の証明がないため、その旨が表示されます。
help-person-revoke-key = 鍵を失効させます。この記録より後の署名は無効です
help-person-revoke-key-example =
    sekisho person revoke-key tanaka SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU \
        --reason パソコンの入替え
help-person-revoke-key-ID = 鍵の持ち主。
help-person-revoke-key-FINGERPRINT = 失効させる鍵。ssh-keygen -l の表示どおりに指定します。
help-person-revoke-key--reason = 理由。
help-person-leave = 離任する人の鍵を停止し、離任の完了を記録します
help-person-leave-example =
    sekisho person leave tanaka --reason 異動 --yes
help-person-leave-ID = 離任する人。
help-person-leave--contract = この契約だけを離れます。委託元への届出から外れ、この契約の新しい持出しや判断を行いません。鍵はそのまま使えます。
help-person-leave--reason = 理由。
help-person-delegate = 期間を定めて代理者を指名します。代理者は、代理者自身の名義で判断します
help-person-delegate-example =
    sekisho person delegate sato --to suzuki --from 2026-12-01 --until 2026-12-05
help-person-delegate-ID = 不在となる人。
help-person-delegate--to = 代理者。
help-person-delegate--from = 開始日（例：2026-12-01）。
help-person-delegate--until = 終了日。
help-person-delegate--end = 終了日を待たずに代理を終える（管理者も行える）。
help-person-delegate--reason = 終える理由。

## 受領者

help-recipient = 受領者の登録簿
help-recipient-add = 受領者を登録します
help-recipient-add-example =
    sekisho recipient add city --name 山田花子 \
        --organization 例示市 --phone 000-0000-0000 --opens 7zip
help-recipient-add-ID = 受領者の ID。ASCII の英数字と「.」「_」「-」が使えます。
help-recipient-add--name = 受け取る人の氏名。
help-recipient-add--organization = 組織。
help-recipient-add--email = メールアドレス。
help-recipient-add--phone = パスフレーズを伝えてよい電話番号。
help-recipient-add--opens = 受領者の開封手段。省略時は age。
help-recipient-add--age-key = 受領者自身の鍵。パスフレーズの代わりに、この鍵に宛てて封緘します。age1…、ssh-ed25519、ssh-rsa のいずれか。複数指定できます。
help-recipient-add--role = 再委託先として登録します。委託元の指示で回収の対象になります。
help-recipient-add--under = 上位の再委託先。この事務所の直下なら指定しません。
help-recipient-add--tier = 何次の再委託先か。1 はこの事務所の直下。省略すると --under の次。
help-recipient-list = 受領者の一覧を表示します
help-recipient-list-example =
    sekisho recipient list
help-recipient-show = 受領者を表示します
help-recipient-show-example =
    sekisho recipient show city-hall
help-recipient-show-ID = 表示する受領者。

## 媒体

help-medium = 媒体の登録簿
help-medium-add = 媒体を登録します
help-medium-add-example =
    sekisho medium add USB-07 --device /media/usb --place 保管庫3
help-medium-add-ID = 媒体の ID。ラベルの表記どおりに指定します。
help-medium-add--device = 接続先またはマウント先。メーカー・型番・シリアル番号・容量・ファイルシステムを読み取ります。
help-medium-add--serial = ラベルに書かれたシリアル番号。
help-medium-add--kind = 媒体の種類。省略時は usb。
help-medium-add--owner = 委託元から借用した契約。その契約でのみ持ち出せ、返却して終わります。
help-medium-add--place = 保管場所。
help-medium-list = 媒体の一覧を表示します
help-medium-list-example =
    sekisho medium list
help-medium-show = 媒体を表示します
help-medium-show-example =
    sekisho medium show USB-07
help-medium-show-ID = 対象の媒体。
help-medium-set = 媒体の保管場所や、ファイルシステムの記録を変更します
help-medium-set-example =
    sekisho medium set USB-07 --place 保管庫4
help-medium-set-ID = 対象の媒体。
help-medium-set--place = 今後の保管場所。
help-medium-set--device = 初期化し直した媒体を接続またはマウントした場所。ファイルシステムを読み直します。
help-medium-stock-take = そこにある媒体を記録し、見つからないものを示します
help-medium-stock-take-example =
    sekisho medium stock-take --seen USB-07 --seen USB-08 --device /media/usb
help-medium-stock-take--seen = そこにある媒体。複数指定できます。
help-medium-stock-take--device = 接続またはマウントした場所。媒体を識別します。複数指定できます。
help-medium-stock-take--note = 特記事項。
help-medium-retire = 媒体の使用を終了します
help-medium-retire-example =
    sekisho medium retire USB-07 --reason 劣化のため --yes
help-medium-retire-ID = 対象の媒体。
help-medium-retire--reason = 理由。借用品の場合は、誰に返却したか。
help-medium-lost = 媒体の紛失を記録します
help-medium-lost-example =
    sekisho medium lost USB-07 \
        --reason 2026-11-20の棚卸で保管庫にないことを確認 \
        --yes
help-medium-lost-ID = 対象の媒体。
help-medium-lost--reason = 分かっていること。

## 申請から開封まで

help-request = 情報の持出しを申請し、管理番号を表示します
help-request-example =
    sekisho request ./納品 --to city --via usb --medium USB-07 \
        --purpose 竣工図の納品 --level 2 --due 2026-12-04 --personal-data none
help-request-PATH = 持ち出すファイルやフォルダー。申請時の内容そのものが承認の対象になります。
help-request--to = 登録済みの受領者。作業のために自分で持ち出す場合は self。
help-request--via = 手段。usb の場合は --medium が必要です。
help-request--purpose = 利用目的。
help-request--level = 重要性。1 が最も高い区分です。unknown（分類不明）の場合は、委託元の回答があるまで先に進めません。
help-request--due = 返却予定日（例：2026-12-04）。
help-request--kind = 種別。
help-request--place = 持出先。文言、home（自宅）、または登録済みの場所。
help-request--on = 持出予定日。承認はこの日から有効です。省略時は本日。
help-request--personal-data = 個人情報がなければ none、あればおよその本人数。
help-request--special = 要配慮個人情報を含みます。
help-request--medium = 持出しに使う登録済みの媒体。
help-request--contract = 契約。省略時は社内規程だけを適用します。
help-request--asset = 含まれる重要情報の番号。複数指定できます。
help-request--copies = パッケージを含めて、作る複製の部数。
help-request--item = 書類や機器など、ファイル以外で持ち出すもの。複数指定できます。
help-request--reason = やむを得ない理由。規程が求める場合に指定します。
help-request--after-arrival = 到着コードの確認後に限り、パスフレーズを伝えます。
help-request--like = ここで指定しない項目を、この過去の持出しから引き継ぎます。
help-request--out = この台帳を使えない人が署名するための書類を、このディレクトリにも出力します。
help-inbox = 自分の対応を待っているものを表示します
help-inbox-example =
    sekisho inbox
help-show = 申請の全体、または過去の申請との差分を表示します
help-show-example =
    sekisho show C-0042 --files --against C-0031
help-show-ID = 対象の管理番号。
help-show--files = すべてのファイルを、サイズとダイジェストとともに表示します。
help-show--against = この過去の持出しとの差分を表示します。
help-approve = ほかの人の申請に署名して承認します
help-approve-example =
    sekisho approve C-0042
help-approve-ID = この台帳の管理番号、または sekisho request --out で作成したファイル。
help-approve--confirm = 目録のダイジェストの先頭 8 桁（16 進数）。画面で入力する代わりに指定します。
help-approve--out = ファイルで受け取った申請の場合の、署名済み承認の保存先。
help-approve--as = 署名せずに、この人が署名するための文書を作成します。
help-approve--draft = その文書の保存先。ssh-keygen -Y sign で署名します。
help-submit = 別の場所で署名された文書を取り込みます
help-submit-example =
    sekisho submit approval.txt --signature approval.txt.sig
help-submit-FILE = 文書。署名が続いているものでも、文書だけでもかまいません。
help-submit--signature = ssh-keygen -Y sign が出力した署名。FILE に署名がない場合、省略時は FILE.sig。
help-reject = 申請を却下します
help-reject-example =
    sekisho reject C-0042 --reason 図面の版が古いため
help-reject-ID = 対象の管理番号。
help-reject--reason = 理由。申請者に表示されます。
help-withdraw = 自分の申請を取り下げます
help-withdraw-example =
    sekisho withdraw C-0042
help-withdraw-ID = 対象の管理番号。
help-export = 承認済みの内容を封緘して書き込み、読み直して確認します
help-export-example =
    sekisho export C-0042 --into /media/usb
help-export-ID = 対象の管理番号。
help-export--into = パッケージの書込み先ディレクトリ。
help-export--from = 承認後に移動した場合の、ファイルの現在の場所。内容は承認されたものと同じでなければなりません。複数指定できます。
help-export--max-size = メールに添付したときにこのサイズを超えないように分割します。バイト数、または 25MB、4GiB のように指定します。
help-export--compress = 圧縮の強さ。0 は圧縮なし。省略時は auto。
help-receipt = 受領者が読み上げたコードを記録します
help-receipt-example =
    sekisho receipt C-0042 --arrived 3f2a9c01b7de
help-receipt-ID = 対象の管理番号。
help-receipt--arrived = 到着コード。封緘されたファイルの SHA-256 の先頭 12 桁（16 進数）。
help-receipt--opened = 開封コード。パッケージの中にあります。パスフレーズを知る人が開封したことを示します。
help-passphrase = パスフレーズの伝達先を記録してから、パスフレーズを表示します（鍵保管者）
help-passphrase-example =
    sekisho passphrase C-0042 --via phone
help-passphrase-ID = 対象の管理番号。
help-passphrase--via = 伝達手段。パッケージとは別の経路を使います。
help-passphrase--told = 伝えた相手。受領者本人でない場合に指定します。
help-passphrase--note = 備考。other の場合は必要です。
help-passphrase--identity = 鍵保管者の鍵ファイル。署名鍵と異なる場合に指定します。
help-passphrase--identity-passphrase-fd = その鍵ファイルのパスフレーズを、このディスクリプターの 1 行目から読み取ります。
help-custody = 保管ファイル：鍵保管者が保管するパスフレーズ
help-custody-reseal = パスフレーズを現在の鍵保管者に宛てて封じ直します
help-custody-reseal-example =
    sekisho custody reseal C-0042
    sekisho custody reseal --all --identity old-key
help-custody-reseal-ID = 持出しの ID。複数指定できます。
help-custody-reseal--all = 自分が保管するすべてのパスフレーズ。
help-custody-reseal--identity = 保管ファイルを開く鍵ファイル（署名の鍵と異なるとき）。
help-custody-reseal--identity-passphrase-fd = その鍵ファイルのパスフレーズを、このディスクリプターの 1 行目から読み取ります。
help-open = パッケージを開封します。台帳は不要です
help-open-example =
    sekisho open C-0042.zip.age --into ./受領
help-open-FILE = パッケージ。分割されている場合は最初の 1 つ。
help-open--into = フォルダーを作成する場所。すべての検証が済んだ後に現れます。省略時はパッケージと同じ場所。
help-open--identity = 鍵に宛てて封緘されたパッケージを開く鍵ファイル。複数指定できます。
help-open--identity-passphrase-fd = その鍵ファイルのパスフレーズを、このディスクリプターの 1 行目から読み取ります。
help-open--signers = 別の方法で確認した署名者の一覧（allowed_signers 形式）。
help-open--accept-signers = この台帳の署名者として記憶します。
help-open--passphrase-fd = パッケージのパスフレーズを、このディスクリプターの 1 行目から読み取ります。
help-recover = 異常終了の後始末をします。書きかけのパッケージを削除し、失敗を記録します
help-recover-example =
    sekisho recover

help-checkout = 持出者の誓約に署名して携行を始め、携行票を出力します
help-checkout-example =
    sekisho checkout C-0042 --case 3 --route 電車 \
        --out 携行票.html
help-checkout-ID = 管理番号。
help-checkout--case = 入れて運ぶ鍵付きケースの番号。
help-checkout--route = 経路。
help-checkout--out = 携行票（A4 に印刷できるページ）の出力先。省略すると標準出力に文字で表示します。
help-checkout--format = 携行票の形式。既定と異なるときに指定します。
help-mail = パッケージを添付したメールの下書きを作り、送信後に照合します。指定がなければ、下書きの内容を表示します
help-mail-example =
    sekisho mail C-0042
    sekisho mail C-0042 --draft C-0042.eml
    sekisho mail C-0042 --reconcile 送信済み.msg
help-mail-ID = 管理番号。手段がメールで、パッケージが書き出されているもの。
help-mail--draft = 下書きの出力先（例：C-0042.eml）。下書きを読めないメールソフトのために、本文と添付も同じ場所に置きます。
help-mail--reconcile = 送信後にメールソフトに残ったメール（.eml または Outlook の .msg）、または --address を付けて、保存した添付ファイル。照合の結果を記録します。確認した内容と異なるときは終了コード 4。
help-mail--to = ほかの宛先（全員に見えます）。社内の人、または受領者と同じ組織で、申請より前に登録された受領者に限ります。複数指定できます。
help-mail--cc = 参考の宛先（全員に見えます）。複数指定できます。
help-mail--bcc = ほかの人に見えない宛先。社外の宛先が複数あるときは、受領者本人も含めてすべてここに書くか、--each を指定します。複数指定できます。
help-mail--each = 社外の宛先ごとに下書きを一つずつ作ります。
help-mail--subject = 別の件名。内容が分かることは書かないでください。
help-mail--note = 本文に書き添えること。
help-mail--body = 別の本文（UTF-8 のファイル）。
help-mail--at = パッケージのあるフォルダー。省略すると書き出した場所。
help-mail--max-size = メールの上限（例：25MB）。送信時の大きさ（base64）で数えます。省略すると 10MiB。
help-mail--confirm-recipients = 送り先の社外ドメイン。入力の代わりに指定します。複数指定できます。
help-mail--confirm-body = 本文のダイジェストの先頭 8 桁以上。入力の代わりに指定します。
help-mail--confirm-attachment = パッケージのダイジェストの先頭 8 桁以上。入力の代わりに指定します。
help-mail--address = 保存した添付ファイルの送り先。申告だけによるものとして記録します。複数指定できます。
## 返却・廃棄

help-transfer = 引き継ぎます。以後は別の人が携行し、責任を負います
help-transfer-example =
    sekisho transfer C-0042 --to kato --reason "田中が病欠のため"
help-transfer-ID = 管理番号。
help-transfer--to = 以後携行する別の申請者。その人があらためて誓約に署名します。
help-transfer--reason = 理由。
help-undelivered = 不達を記録します。同じパッケージを送り直せます
help-undelivered-example =
    sekisho undelivered C-0042 --evidence 不在票.jpg
help-undelivered-ID = 管理番号。
help-undelivered--evidence = 不達を示すもの（不在票、返送されたメールなど）。台帳に保管します。
help-undelivered--note = 備考。
help-extend = 返却予定日の延長を申請します。ほかの人が approve または reject で答えます
help-extend-example =
    sekisho extend C-0042 --due 2026-12-18 --reason 検査の延期
help-extend-ID = 管理番号。
help-extend--due = 延長後の日（2026-12-18 の形）。
help-extend--reason = 理由。
help-handed-over = 納品物の引渡しを記録し、残る複製を表示します
help-handed-over-example =
    sekisho handed-over C-0042 --evidence 受領書.pdf
help-handed-over-ID = 管理番号。
help-handed-over--evidence = 受領者の受領書。省略するには、開封コードの記録が必要です。
help-handed-over--medium-stays = 媒体も受領者が保有します。媒体は使用終了になります。
help-copy = 複製を記録します。パッケージと同じく、処置の記録が必要になります
help-copy-example =
    sekisho copy C-0042 --kind working --place "現場パソコン 4号"
help-copy-ID = 管理番号。
help-copy--kind = 種類。office は社内に残した封緘済みのもの、working は展開して作業に使うもの。
help-copy--place = ある場所。
help-copy--device = 入れた機器（登録したパソコン・携帯電話）。article return の前に処置が必要になります。
help-copy--holder = 保有する受領者。subcontractor では必須です。
help-recall = 委託元の指示により、再委託先が保有するものの回収を始めます
help-recall-example =
    sekisho recall --contract K-2026-07 --number 2026-113
help-recall--contract = この契約で再委託先に出したものすべて。
help-recall--recipient = この再委託先に出したものすべて。
help-recall--number = 委託元の指示の番号。同じ指示は繰り返し実行でき、済んだものはそのままです。
help-certificate = すべての複製の処置を、台帳のない人にも確かめられる形で出力します。完了前は、残っているものを示します
help-certificate-example =
    sekisho certificate C-0042 --out C-0042-certificate.json
    sekisho certificate C-0042 --format html --out C-0042-certificate.html
    sekisho verify C-0042-certificate.json
help-certificate-ID = 管理番号（C-0042）または廃棄の番号（D-0007）。
help-certificate--out = 出力先ファイル。省略時は標準出力。
help-certificate--format = 検証できるファイル（json）または印刷できる様式（html）。省略時は json。
help-certificate--number = 文書番号。省略時は、番号と記録の件数から付けます。
help-certificate--addressee = 宛名。省略時は空欄（手書き用）。
help-outstanding = 完了していない持出し（機器と紙媒体を含む）を表示します
help-outstanding-example =
    sekisho outstanding --overdue
help-outstanding--person = この人が持ち出したもの。
help-outstanding--medium = この媒体で持ち出したもの、またはこの端末そのもの。
help-outstanding--contract = この契約のもの。
help-outstanding--overdue = 返却予定日を過ぎたもの。
help-outstanding--format = 一覧の形式。省略時は table（表）。
help-outstanding--bom = CSV の先頭に BOM を付けるかどうか。Excel が UTF-8 と認識するために必要です。省略時は yes。

## 事故

help-incident = 事故やそのおそれを記録し、連絡、報告、完了まで対応します
help-incident-open = 事故を一行で記録します。対象はただちに凍結されます
help-incident-open-example =
    sekisho incident open C-0042 --kind lost --aware -30m \
        --note "電車に置き忘れ"
help-incident-open-ID = 対象の持出し、機器または紙媒体。同じ媒体にあるほかの持出しと、機器に入っているものも含まれます。
help-incident-open--kind = 事故の種別。
help-incident-open--aware = 認識した日時：now、14:05（今日）、-30m、-2h、2026-11-20T14:05、または時差付き。
help-incident-open--occurred = 分かっている範囲での発生日時（同じ書き方）。
help-incident-open--medium = 対象の媒体。
help-incident-open--by = 発見者（自分以外の場合）。
help-incident-open--note = 分かっていること。持出しも媒体も示さないときは必要です。
help-incident-open--drill = 訓練です。すべてに訓練と表示され、何も凍結しません。
help-incident-open--another = 同じ対象で対応中の事故とは別の事故です。
help-incident-show = 事故を表示します（凍結、連絡先、記録、足りないもの）
help-incident-show-example =
    sekisho incident show I-0003
help-incident-show-N = 事故番号。
help-incident-list = 事故の一覧を表示します
help-incident-list-example =
    sekisho incident list --open
help-incident-list--open = 対応中のものだけ。
help-incident-update = 分かったことを追記します
help-incident-update-example =
    sekisho incident update I-0003 --field police --text "第1234号"
help-incident-update-N = 事故番号。
help-incident-update--field = 項目。written-report には提出した報告書のファイルが必要です。
help-incident-update--text = 分かったこと。
help-incident-update--evidence = それを示すファイル（書面、写真、提出した報告書）。台帳に保存されます。
help-incident-contacted = 連絡したことを記録し、認識からの経過時間を表示します
help-incident-contacted-example =
    sekisho incident contacted I-0003 --whom "市役所 山田様" --at -5m
help-incident-contacted-N = 事故番号。
help-incident-contacted--whom = 連絡した相手。
help-incident-contacted--at = 連絡した日時。省略時は現在。
help-incident-contacted--note = 連絡の方法と内容。
help-incident-report = 台帳の内容から報告書を作成します
help-incident-report-example =
    sekisho incident report I-0003 --format html --out I-0003-first.html
help-incident-report-N = 事故番号。
help-incident-report--format = text（画面）、html（A4で印刷できるページ）、json（プログラム用）。
help-incident-report--out = 出力先。上書きはしません。省略時は標準出力。
help-incident-report--kind = 報告区分。省略時は first（第一報）、完了後は final（最終報告）。
help-incident-close = 事故の対応を完了します（報告した人以外が、必要な記録がそろってから）
help-incident-close-example =
    sekisho incident close I-0003 --note "委託元の了承済み"
help-incident-close-N = 事故番号。
help-incident-close--note = 補足。

## 照会・監査

help-log = 誰が、何を、誰に、いつ、どのように持ち出したかを表示します
help-log-example =
    sekisho log --since 2026-10-01 --via usb --format csv > 持出し一覧.csv
help-log--since = この日以降の申請。
help-log--until = この日以前の申請。
help-log--by = この人の申請。
help-log--to = この受領者（または self）宛て。
help-log--via = この手段によるもの。複数指定できます。
help-log--medium = この媒体によるもの。
help-log--contract = この契約のもの。
help-log--level = この重要性のもの。複数指定できます。
help-log--status = この状態のもの。複数指定できます。
help-log--text = 利用目的、持出先、理由、物品にこの文言を含むもの。
help-log--format = 一覧の形式。省略時は table（表）。
help-log--bom = CSV の先頭に BOM を付けるかどうか。Excel が UTF-8 と認識するために必要です。省略時は yes。
help-trace = この内容を含んでいた持出しをすべて探します
help-trace-example =
    sekisho trace 流出.pdf
help-trace-FILE = ファイル（- は標準入力）、または内容の SHA-256。
help-anomalies = ログの点検のため、通常と異なる事実を、根拠の記録と、それだけでは分からないこととともに表示します
help-anomalies-example =
    sekisho anomalies --since 2026-10-01 --until 2026-12-31
    sekisho anomalies --contract K-2026-01 --format csv > 点検.csv
help-anomalies--since = この日以降のもの。
help-anomalies--until = この日以前のもの。省略時は今日。
help-anomalies--contract = この契約のものだけ。
help-anomalies--format = 出力形式：table、csv、json。
help-anomalies--bom = CSV の先頭にバイト順マークを付けるか。表計算ソフトに必要です。省略時は yes。
help-review = ログを点検したことに署名し、点検の記録を表示します
help-review-add = 期間のログを点検したことに署名します
help-review-add-example =
    sekisho review add --from 2026-07-01 --until 2026-09-30 --finding "C-0042：深夜の理由を確認"
help-review-add--from = 最初の日。
help-review-add--until = 最後の日。
help-review-add--contract = この契約だけ。省略時はすべて。
help-review-add--note = 備考。
help-review-add--finding = 指摘。複数指定できます。
help-review-list = 点検の一覧を表示します
help-review-list-example =
    sekisho review list --contract K-2026-01
help-review-list--contract = この契約のものだけ。
help-review-show = 点検の記録を、そのときの一覧とともに表示します
help-review-show-example =
    sekisho review show 412
help-review-show-ENTRY = 点検の記録の番号。
help-audit = 台帳全体を検査します。ハッシュ木、署名、権限、添付を確認します
help-audit-example =
    sekisho audit --against checkpoint-2026-10.txt \
        --founder SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU
help-audit--against = 別の場所で保管しているチェックポイント。ファイル、または紙に控えた件数とルートハッシュ。複数指定できます。
help-audit--founder = 別の方法で確認した、開設者の鍵のフィンガープリント。
help-audit--ledger = この台帳ファイルを、手元に複写して検査します。省略時は、この台帳の場所の台帳。
help-audit--new = 問題のなかった前回の検査の後に加わった分だけを検査します。前回の検査がないとき、または支障があるときは、全体を検査します。
help-acknowledge = 効力のない記録が何であるかを述べます。もう1人も確認すると、一覧に残り、警告ではなくなります
help-acknowledge-example =
    sekisho acknowledge 812 --reason "復元試験で sqlite3 から追加された"
help-acknowledge-ENTRY = audit が示す記録の番号。
help-acknowledge--reason = 何であるか、どのように入ったか。
help-backup = 台帳のある時点の複写を、保管ファイルとともに専用のフォルダーに作り、確認します
help-backup-example =
    sekisho backup /media/backup --sign
help-backup-DIR = バックアップのフォルダーを作る場所。
help-backup--no-custody = 保管ファイルを含めません。
help-backup--sign = チェックポイントに署名します。
help-restore = 失われた、または壊れた台帳の場所にバックアップを復元します（今あるものは別名で残します）
help-restore-example =
    sekisho restore /media/backup/sekisho-backup-20261120-220000-124 --yes
help-restore-DIR = バックアップのフォルダー。
help-restored = 台帳の破損で記録が失われたことを記録します。2人目も記録すると効力が生じます
help-restored-example =
    sekisho restored --reason "11月20日にディスクが故障し、前夜のバックアップから復元"
help-restored--reason = 何が起きたか。
help-restored--against = ほかの人が保管し、台帳にもうないチェックポイント（ファイル、または件数とルートハッシュ）。
help-restored--kept = 両方の履歴に共通する件数（索引から分からないとき。復元したバックアップの件数）。
help-succession = 管理者が誰も署名できないときの後任を決めます。1人が申し出て、14日後から別の1人が同意します。PERSON を省くと申出の一覧を表示します
help-succession-example =
    sekisho succession tanaka --reason "12月2日に管理者の鍵が壊れた。本人に電話で確認済み"
    sekisho succession tanaka --stop --reason "鍵が見つかった"
    sekisho succession
help-succession-PERSON = 管理者になる人。登録済みで鍵があり、申し出る人とも同意する人とも別の人。
help-succession--reason = 何が起きたか、管理者とどのように連絡を試みたか。証拠を渡すすべての委託元が読めるため、ほかの委託元の名前は書かないでください。
help-succession--stop = 申出を取りやめます。管理者（ほかの署名でも終わります）、申し出た人、または本人が実行します。
help-purge = 保存期間が満了した添付を消去します。1人が申請し、別の1人が同意します
help-purge-example =
    sekisho purge --list
    sekisho purge --before 2021-04-01
    sekisho purge C-0042 C-0043 --yes
help-purge-ID = 持出し。複数指定できます。
help-purge--before = この日より前に完了し、保存期間が満了したもの。
help-purge--list = 消去できるものと、次に満了する日を表示するだけにします。
help-checkpoint = 別の場所で保管するための、件数とルートハッシュを表示します
help-checkpoint-example =
    sekisho checkpoint --out checkpoint-2026-11.txt
help-checkpoint--out = 保存先。省略時は標準出力。
help-checkpoint--sign = 鍵で署名します。
help-prove = 一件の持出しについて、文書・署名・証明を出力します
help-prove-example =
    sekisho prove C-0042 --out ./証拠
help-prove-ID = 対象の管理番号。
help-prove--out = 出力先ディレクトリ。省略時は、管理番号を名前とする新しいディレクトリ。
help-evidence = 委託元が自分だけで検証できるよう、一つの契約の記録を監査者が数え、署名して出力します
help-evidence-example =
    sekisho evidence --contract K-2026-01 --out ./証拠-K-2026-01
help-evidence--contract = 契約の番号。
help-evidence--out = 出力先ディレクトリ。空でなければなりません。
help-verify = 証拠やチェックポイントを検証します。台帳は不要です
help-verify-example =
    sekisho verify ./証拠
    sekisho verify D-0007-certificate.json --device /dev/sdb --record
help-verify--device = このデバイス全体を読み直し、記録された上書きの乱数列と、全セクターを照合します。読み取る権限が必要です。
help-verify--record = 結果を台帳に記録します。台帳と鍵が必要です。
help-verify-FILE = sekisho prove、sekisho evidence、sekisho checkpoint、sekisho certificate で作成したファイルやディレクトリ。
help-status = 対応待ち、持出中、期限超過、異常終了の有無を一覧で表示します
help-status-example =
    sekisho status
help-completions = シェルの補完スクリプトを出力します
help-completions-example =
    sekisho completions bash > ~/.local/share/bash-completion/completions/sekisho
help-completions-SHELL = シェルの種類。
help-man = マニュアルページを出力します
help-man-example =
    sekisho man ~/.local/share/man/man1
help-man-DIR = 出力先ディレクトリ。
help-help = コマンドのヘルプを表示します
help-help-example =
    sekisho help person add
help-help-VERB = コマンドと、その下のコマンド。

## 持ち帰り

help-return = 複製を持ち帰ります。媒体とパッケージを確かめてから、その場で上書きして消去します
help-return-example =
    sekisho return C-0042 --at /media/usb --saved-to "サーバー K-2026-07"
help-return-ID = 対象の管理番号。
help-return--at = パッケージが現在あるフォルダー、またはマウントされたデバイス。省略時は書き込んだ場所。
help-return--scan = 媒体全体も読み、パッケージの残りを探します。読み取る権限が必要です。
help-return--saved-to = 作業の成果を保存した場所。
help-return--copy = 持ち帰る複製の番号（`sekisho show` に表示）。複数指定できます。省略時はパッケージと、展開または印刷したもの。
help-return--note = 備考。
help-dispose = 方法に応じた証拠を残して、複製を廃棄します
help-dispose-example =
    sekisho dispose C-0042 --method overwrite --device /dev/sdb
    sekisho dispose C-0042 --method key --attested "山田 花子"
help-dispose-ID = 対象の管理番号。
help-dispose--method = 方法。erase-file はパッケージをその場で上書き、overwrite は後から誰でも確かめられる乱数列で媒体全体を上書き、key はパスフレーズの保管ファイルを廃棄、その他は証拠を添えた申告です。
help-dispose--at = erase-file の場合：パッケージが現在あるフォルダー、またはマウントされたデバイス。省略時は書き込んだ場所。
help-dispose--device = overwrite の場合：マウントしていないデバイス全体。内容はすべて失われます。
help-dispose--scan = erase-file の場合：媒体全体も読み、パッケージの残りを探します。
help-dispose--evidence = 証拠のファイル（写真、証明書など）。台帳に保存します。
help-dispose--note = 備考。
help-dispose--place = 実施した場所。
help-dispose--copy = 複製の番号（`sekisho show` に表示）。複数指定できます。バックアップと他者の複製は指定が必要です。
help-dispose--attested = key の場合：パスフレーズを伝えられ、控えを持たないと述べた人。複数指定できます。
help-dispose--also = 物理的破壊の場合：同じ媒体にあり、一緒に失われた別の持出し。処置の済んでいないものはすべて指定します。それぞれ別に処置を記録します。複数指定できます。
help-dispose--already-done = 物理的破壊、溶解、申告の場合：すでに実施済みで、その後に事故が登録されたとき。そのまま記録され、事故の記録にも残ります。
help-dispose--confirm = 入力の代わりに指定する、デバイスのシリアル番号（ない場合は媒体の番号）。
help-witness = 自分または鍵を持たない人が、廃棄に立ち会ったことを記録します
help-witness-example =
    sekisho witness D-0007
    sekisho witness D-0007 --external "市役所 鈴木一郎" --evidence sheet.pdf
help-witness-ID = 廃棄の番号（例：D-0007）。管理番号の場合は、その最新の廃棄。
help-witness--external = 立ち会った、鍵を持たない人の氏名と所属。
help-witness--evidence = その人が立ち会ったことを示すファイル。
help-confirm = すべての複製の処置を確認します。これがなければ完了しません
help-confirm-example =
    sekisho confirm C-0042
help-confirm-ID = 対象の管理番号。
help-confirm--note = 備考。
## 契約と規則

help-contract = 契約と、委託元への届出・承諾
help-contract-add = 契約を登録します
help-contract-add-example =
    sekisho contract add K-2026-01 --client 例示市 --rules ichinomiya --until 2027-03-31
help-contract-add-ID = 契約の番号：英数字と「.」「_」「-」。
help-contract-add--client = 委託元の名称。
help-contract-add--rules = 適用する規則集：同梱のもの（meccs、tokki、ichinomiya、check-sheet、nakano）または台帳にあるもの。社内規程は常に適用します。複数指定できます。
help-contract-add--number = 委託元の契約番号。
help-contract-add--title = 業務名。
help-contract-add--from = 契約の初日。省略時は登録の日。
help-contract-add--until = 契約の最終日。
help-contract-list = すべての契約を表示します
help-contract-list-example =
    sekisho contract list
help-contract-show = 契約を表示します
help-contract-show-example =
    sekisho contract show K-2026-01
help-contract-show-ID = 契約の番号。
help-contract-set = 規則集を追加し、または最終日を変更します
help-contract-set-example =
    sekisho contract set K-2026-01 --rules check-sheet
help-contract-set-ID = 契約の番号。
help-contract-set--rules = 追加する規則集。減らすことはできません。複数指定できます。
help-contract-set--until = 新しい最終日。
help-contract-notify = 委託元に届け出た人を記録します
help-contract-notify-example =
    sekisho contract notify K-2026-01 sato --post responsible --dated 2026-04-01
help-contract-notify-ID = 契約の番号。
help-contract-notify-PERSON = 届け出た人。
help-contract-notify--post = 届出上の役割。省略すると届出から外します。複数指定できます。
help-contract-notify--dated = 届出書の日付。
help-contract-notify--evidence = 届出書。台帳に保存します。
help-contract-place = 委託元に届け出た保存先を記録します
help-contract-place-example =
    sekisho contract place K-2026-01 本社ファイルサーバー --dated 2026-04-01
    sekisho contract place K-2026-01 本社ファイルサーバー --path /srv/share/K-2026-01 --dated 2026-04-01
help-contract-place-ID = 契約の番号。
help-contract-place-PLACE = 保存先。
help-contract-place--dated = 届出書の日付。
help-contract-place--path = 保存先にあたる社内ファイルサーバーのフォルダー。複数指定できます。申請のとき、元のファイルがこの中にあるかを確かめます。個人のフォルダーは指定できません。
help-contract-place--remove = 届出から外します。
help-contract-recipient = 受領者を契約の提供先に加えます
help-contract-recipient-example =
    sekisho contract recipient K-2026-01 city-hall --purpose 成果品の納品
help-contract-recipient-ID = 契約の番号。
help-contract-recipient-RECIPIENT = 受領者。
help-contract-recipient--purpose = 提供の目的。
help-contract-recipient--remove = 提供先から外します。
help-contract-subcontractor = 再委託についての委託元の承諾を記録します
help-contract-subcontractor-example =
    sekisho contract subcontractor K-2026-01 lab --tier 1 --number 12 --dated 2026-04-10 --evidence 承諾書.pdf
help-contract-subcontractor-ID = 契約の番号。
help-contract-subcontractor-RECIPIENT = 再委託先。recipient add で登録した ID。
help-contract-subcontractor--tier = 段階。1 は直接の再委託先。
help-contract-subcontractor--number = 委託元の文書番号。
help-contract-subcontractor--dated = 文書の日付。
help-contract-subcontractor--evidence = 承諾書。台帳に保存します。
help-contract-agreement = 再委託先との機密保持契約を記録します
help-contract-agreement-example =
    sekisho contract agreement K-2026-01 lab --dated 2026-04-01 --until 2027-03-31 --evidence agreement.pdf
help-contract-agreement-ID = 契約の番号。
help-contract-agreement-RECIPIENT = 再委託先。recipient add で登録した ID。
help-contract-agreement--dated = 効力の始まる日。
help-contract-agreement--until = 効力の終わる日。省くと、次の契約を記録するまで有効です。
help-contract-agreement--evidence = 締結した契約書。台帳に保存します。
help-contract-check = 再委託先の点検結果を記録します
help-contract-check-example =
    sekisho contract check K-2026-01 lab --on 2026-04-05 --evidence sheet.pdf
help-contract-check-ID = 契約の番号。
help-contract-check-RECIPIENT = 再委託先。recipient add で登録した ID。
help-contract-check--on = 点検した日。
help-contract-check--unmet = 満たしておらず、対策も合意していない項目。次の点検まで、その再委託先には提供できません。複数指定できます。
help-contract-check--evidence = 再委託先が記入したチェックシートなど。台帳に保存します。
help-contract-directive = 委託元の追加の指示を記録します
help-contract-directive-example =
    sekisho contract directive K-2026-01 --number 31 --dated 2026-06-01 --evidence 指示書.pdf --rules 追加.toml
help-contract-directive-ID = 契約の番号。
help-contract-directive--number = 委託元の文書番号。
help-contract-directive--dated = 文書の日付。
help-contract-directive--evidence = 指示書。台帳に保存します。
help-contract-directive--disposal-method = 委託元が廃棄の方法を指示したときの、その方法。複数指定できます。指示が重なるときは、最も新しい書面によります。
help-contract-directive--lent-device = 貸与された機器や媒体について、返還に代えて委託元が認めた扱い：destroyed（破壊）、kept（渡した先に残す）。複数指定できます。指示が重なるときは、最も新しい書面によります。
help-contract-directive--device = 認められた機器や媒体（貸与されたものすべてではないとき）。複数指定できます。
help-contract-directive--rules = 指示の内容を規則集の形で書いたもの。追加だけができます。
help-rules = 持出しに適用する規則
help-rules-show = 適用中の規則を表示します
help-rules-show-example =
    sekisho rules show --contract K-2026-01
help-rules-show--contract = 契約の番号。省略時は社内規程。
help-rules-show--pack = 規則集：同梱のもの、または台帳にあるもの。
help-rules-explain = 持出しについて、規則ごとの判定を表示します
help-rules-explain-example =
    sekisho rules explain C-0042
help-rules-explain-ID = 持出しの管理番号。
help-rules-check = 作成した規則集を検査します
help-rules-check-example =
    sekisho rules check 社内.toml
help-rules-check-FILE = 規則集のファイル。
help-rules-set = 規則集、またはその新しい版を台帳に入れます
help-rules-set-example =
    sekisho rules set 社内.toml
help-rules-set-FILE = 規則集のファイル、または同梱の規則集の名前。
help-consent = 書面による委託元の承諾
help-consent-add = 書面による委託元の承諾を記録します
help-consent-add-example =
    sekisho consent add --contract K-2026-01 --request C-0042 --number 77 --dated 2026-11-18 --by 山田花子 --evidence 承諾書.pdf
help-consent-add--contract = 契約の番号。
help-consent-add--request = 対象の持出し（1件の場合）。
help-consent-add--scope = 承諾の範囲（包括的な場合）。文書の言葉で書きます。
help-consent-add--until = 承諾の最終日。
help-consent-add--to = 対象の受領者。複数指定できます。
help-consent-add--via = 対象の手段。複数指定できます。
help-consent-add--kind = 対象の種別。複数指定できます。
help-consent-add--level = この重要性の情報に限るとき。複数指定できます。
help-consent-add--requester = この人が申請し、送るものに限るとき。複数指定できます。
help-consent-add--copies = 書面が認める複製の部数（規則の上限を超える場合）。
help-consent-add--by = 委託元で承諾した人。
help-consent-add--number = 委託元の文書番号。
help-consent-add--dated = 文書の日付。
help-consent-add--evidence = 承諾書。台帳に保存します。
help-consent-confirm = 承諾の記録が文書と一致することを確認します
help-consent-confirm-example =
    sekisho consent confirm 77
help-consent-confirm-NUMBER = 委託元の文書番号。
help-consent-confirm--contract = 契約の番号。文書番号だけで決まらない場合に指定します。

## 教育、誓約、重要情報

help-check-sheet = チェックシートの用紙を出力し、または回答を記録します
help-check-sheet-example =
    sekisho check-sheet --contract K-2026-01 > sheet.toml
    sekisho check-sheet --contract K-2026-01 --answers sheet.toml
help-check-sheet--contract = 契約の番号。
help-check-sheet--answers = 記入済みの用紙：項目ごとに yes、no、n/a のいずれか。no には協議した対策も書きます。
help-training = 教育の記録
help-training-add = 教育の実施を記録します
help-training-add-example =
    sekisho training add --person tanaka --person mori --on 2026-04-08 --topic 個人情報の取扱い
help-training-add--person = 受講した人。複数指定できます。
help-training-add--on = 実施日。
help-training-add--topic = 内容。
help-training-add--contract = 契約の番号。省略時は全般。
help-training-add--evidence = 署名のある名簿や資料。台帳に保存します。
help-training-list = 教育と誓約の記録を表示します
help-training-list-example =
    sekisho training list
help-pledge = 誓約書に署名し、または紙の誓約書を記録します
help-pledge-example =
    sekisho pledge --occasion entry
help-pledge--occasion = 開始時または離任時。持出時の誓約は checkout に含まれます。
help-pledge--contract = 契約の番号。省略時は全般。
help-pledge--person = 紙に署名した人。
help-pledge--paper = 署名のある紙。台帳に保存します。
help-asset = 重要情報管理表
help-asset-add = 重要情報を登録します
help-asset-add-example =
    sekisho asset add A-001 --contract K-2026-01 --level 2 --name 測量図 \
      --place 書庫3 --received 2026-04-12 --from 例示市
help-asset-add-ID = 番号：英数字と「.」「_」「-」。
help-asset-add--contract = 契約の番号。
help-asset-add--level = 重要性。1 が最も高い。
help-asset-add--name = 情報名。
help-asset-add--place = 保管場所。
help-asset-add--received = 受領日。
help-asset-add--from = 受領元。
help-asset-add--means = 受領の手段。
help-asset-add--medium = 受領した媒体。
help-asset-add--purpose = 利用目的。
help-asset-add--received-by = 受領した人。--from があり、指定がなければ登録する本人。
help-asset-add--count = 件数。
help-asset-add--copies-permitted = 委託元が許可した複製の部数。
help-asset-add--people = 個人情報の本人数。
help-asset-add--handler = 取扱者。複数指定できます。
help-asset-add--until = 保管期限。
help-asset-list = 管理表を表示します
help-asset-list-example =
    sekisho asset list --contract K-2026-01
help-asset-list--contract = 契約の番号。
help-asset-set = 重要情報の登録内容を補い、または訂正します
help-asset-set-example =
    sekisho asset set A-001 --means 手渡し --medium CD-R --purpose 道路台帳の作成 --until 2027-03-31
help-asset-set-ID = 対象の情報の番号。指定しない項目は変わりません。授受の内容を訂正すると、双方の確認が改めて必要です。
help-asset-set--count = 件数。
help-asset-set--from = 渡した人。
help-asset-set--handler = 取扱者の全員。複数指定できます。
help-asset-set--means = 受領の手段。
help-asset-set--medium = 受領した媒体。
help-asset-set--people = 個人情報の本人数。なければ0。
help-asset-set--place = 保管場所。
help-asset-set--purpose = 利用目的。
help-asset-set--received-by = 受領した人。
help-asset-set--until = 保管期限。
help-asset-set--note = 備考。
help-asset-confirm = 記録のとおりに授受したこと、または返却・廃棄されたことを確認します
help-asset-confirm-example =
    sekisho asset confirm A-001
    sekisho asset confirm A-001 --by 山田花子 --evidence 受領書.pdf
    sekisho asset confirm A-001 --end --evidence 受領書.pdf
help-asset-confirm-ID = 対象の情報の番号。受領した人、または鍵を持つ委託元の人は、署名で確認します。
help-asset-confirm--end = 返却または廃棄されたことを、記録した人とは別の人が確認します。返却には、委託元が署名する場合を除き、--evidence が必要です。
help-asset-confirm--by = 書面で確認した委託元の人。
help-asset-confirm--evidence = 書面のファイル。台帳に保存されます。
help-asset-confirm--note = 備考。
help-asset-show = 重要情報を表示します
help-asset-show-example =
    sekisho asset show A-001
help-asset-show-ID = 番号。
help-asset-check = 棚卸で見つかったものを記録し、見つからないものを表示します
help-asset-check-example =
    sekisho asset check --contract K-2026-01 --found A-001 --found A-002
help-asset-check--contract = 契約の番号。
help-asset-check--found = 見つかったもの。複数指定できます。
help-asset-check--note = 備考。
help-asset-copies = 複製の作成と、複製の廃棄・返却を記録します
help-asset-copies-example =
    sekisho asset copies A-001 --made 1 --place 書庫4
    sekisho asset copies A-001 --gone 1 --note シュレッダーで裁断
help-asset-copies-ID = 対象の情報の番号。
help-asset-copies--made = 作成した部数。
help-asset-copies--gone = 廃棄または返却した部数。
help-asset-copies--place = 保管場所、または渡した相手。
help-asset-copies--evidence = 証拠のファイル。台帳に保存されます。
help-asset-copies--note = 備考。
help-asset-return = 重要情報の返却を記録します
help-asset-return-example =
    sekisho asset return A-001 --to 例示市山田様
help-asset-return-ID = 番号。
help-asset-return--to = 返却先。
help-asset-return--on = 行った日。省略時は今日。
help-asset-return--place = 場所。
help-asset-return--witness = 立会者。
help-asset-return--evidence = 受領書など。台帳に保存します。
help-asset-return--note = 備考。
help-asset-dispose = 重要情報の廃棄を記録します
help-asset-dispose-example =
    sekisho asset dispose A-001 --method dissolve --evidence 証明書.pdf
help-asset-dispose-ID = 番号。
help-asset-dispose--method = 方法。
help-asset-dispose--on = 行った日。省略時は今日。
help-asset-dispose--place = 場所。
help-asset-dispose--witness = 立会者。
help-asset-dispose--evidence = 証明書など。台帳に保存します。
help-asset-dispose--note = 備考。
help-contact = 契約ごとの連絡網
help-contact-add = 連絡網に連絡先を載せます
help-contact-add-example =
    sekisho contact add --contract K-2026-01 --name 山田花子 --organization 例示市 \
      --role 情報政策課 --day 03-0000-0001 --night 090-0000-0001
help-contact-add--contract = 契約の番号。
help-contact-add--name = 氏名。同じ組織の同じ氏名は一度だけ載り、最後に登録した内容が有効です。
help-contact-add--organization = 組織名。
help-contact-add--role = 役割。
help-contact-add--day = 昼間の電話番号。昼間と夜間のどちらかが必要です。
help-contact-add--night = 夜間・休日の電話番号。
help-contact-add--email = メールアドレス。
help-contact-add--order = 連絡の順番。1 が最初。省略時は最後。
help-contact-add--side = 社内か委託元か。委託元の名称、連絡網にある組織、登録された社内の人から分かるときだけ省略できます。
help-contact-list = 連絡先を順番に表示します
help-contact-list-example =
    sekisho contact list --contract K-2026-01
help-contact-list--contract = 契約の番号。省略時はすべての契約。
help-contact-remove = 連絡網から連絡先を外します
help-contact-remove-example =
    sekisho contact remove --contract K-2026-01 --name 山田花子 --organization 例示市
help-contact-remove--contract = 契約の番号。
help-contact-remove--name = 氏名。
help-contact-remove--organization = 組織名。
help-duty = 委託元への提出物
help-duty-list = 提出すべきもの、その期限、提出の記録を表示します
help-duty-list-example =
    sekisho duty list --contract K-2026-01
help-duty-list--contract = 契約の番号。省略時はすべての契約。
help-duty-list--overdue = 期限を過ぎたものだけ。
help-duty-sent = 委託元への提出を記録します
help-duty-sent-example =
    sekisho duty sent roster --contract K-2026-01 --on 2026-04-08 --evidence 名簿.pdf
help-duty-sent-DUTY = 提出物。
help-duty-sent--contract = 契約の番号。
help-duty-sent--on = 提出日。その日までのすべてに対する提出とみなします。
help-duty-sent--evidence = 提出したもの。台帳に保存します。
help-duty-sent--about = 一件だけについて提出したときの、廃棄、事故または再委託先の番号。
help-duty-sent--note = 備考。
help-duty-asked = 委託元からの提出の依頼を記録します
help-duty-asked-example =
    sekisho duty asked check-sheet --contract K-2026-01 --on 2026-09-01 --by 2026-09-15
help-duty-asked-DUTY = 提出物。
help-duty-asked--contract = 契約の番号。
help-duty-asked--on = 依頼を受けた日。
help-duty-asked--by = 委託元の指定する期限。
help-duty-asked--evidence = 依頼の文書。台帳に保存します。

help-form = 帳票を出力します（宛名、決裁欄、年度、台帳の時点を付けて A4 に印刷できる形）
help-form-example =
    sekisho form list
    sekisho form carry-out-register --contract K-2026-01 --fiscal-year 2026 --calendar wareki --out register.html
    sekisho form asset-register --format csv --out assets.csv
help-form-list = 出力できる様式を一覧します
help-form-list-example =
    sekisho form list
help-form-NAME = 様式の名前（sekisho form list で一覧）。
help-form-ID = 対象とする一件：持出し（C-0042）、廃棄（D-0007）、事故（I-0003）。
help-form--contract = 契約の番号。宛名・契約番号・業務名もここから入ります。
help-form--person = 対象とする人。
help-form--since = この日以降。
help-form--until = この日以前。
help-form--fiscal-year = 年度（4 月から翌年 3 月まで）。例：2026。
help-form--addressee = 宛名。省略時は office.toml の契約ごとの宛名、なければ契約の相手方。
help-form--number = 文書番号。省略時は空欄（手書き用）。
help-form--dated = 提出日。省略時は今日。
help-form--profile = 自社の住所・商号・代表者・決裁欄などを書いた TOML。省略時は、台帳の場所（--home）の office.toml。
help-form--template = 先方の様式（HTML）に記入します。data-field="項目"、行の繰返しは data-each="表"。名前は --json で確認できます。
help-form--calendar = 日付の書き方：western（2026-11-20）または wareki（令和8年11月20日）。省略時は western。
help-form--format = 印刷用の様式（html）または表計算用（csv）。省略時は html。
help-form--bom = CSV の先頭に BOM を付けるかどうか。省略時は yes。
help-form--out = 出力先ファイル。省略時は標準出力。
help-asset-question = 重要性の分からない情報について、委託元への照会書を出力します
help-asset-question-example =
    sekisho asset question --contract K-2026-01
help-asset-question--contract = 契約の番号。重要性が不明として登録した情報すべてが対象です。

help-article = 機器と紙媒体の持込・持出を管理します
help-article-take = パソコン・携帯電話・紙媒体の持込・持出を申請します
help-article-take-example =
    sekisho article take --device PC-3 --direction out --place 現場事務所 --purpose 測量 --due 2026-12-01 --contract K-2026-01 --measure two-factor --measure data-encryption
    sekisho article take --paper "図面 A-01～A-12" --count 12 --level 2 --direction out --place 現場事務所 --purpose 測量 --due 2026-12-01
help-article-take--device = 登録したパソコン・携帯電話。登録のないもの（私物）は使えません。
help-article-take--paper = 紙媒体の名称。
help-article-take--count = 枚数・冊数。
help-article-take--level = 重要性。1 が最も高い。
help-article-take--people = 個人情報の人数。なければ 0。
help-article-take--direction = out は社外への持出、in は委託元の庁舎等への持込。
help-article-take--place = 行き先。
help-article-take--purpose = 目的。
help-article-take--on = 持出・持込の日。省くと今日。
help-article-take--due = 返却予定日。
help-article-take--contract = 契約の番号。
help-article-take--measure = 行った対策（申告）。複数指定できます。
help-article-take--repair = 修理のための持出。
help-article-take--permission = 委託元の許可の文書番号。
help-article-take--permitted-on = 許可の日付。
help-article-take--permitted-by = 許可した委託元の担当者。
help-article-take--permission-evidence = 許可書。台帳に保存します。
help-article-approve = 持込・持出を承認し、または持帰りを確認します。自分の分はできません
help-article-approve-example =
    sekisho article approve E-0007
help-article-approve-ID = 番号。
help-article-reject = 持込・持出を不承認とし、または持帰りを差し戻します
help-article-reject-example =
    sekisho article reject E-0007 --reason 別の業務の図面が入っているため
help-article-reject-ID = 番号。
help-article-reject--reason = 理由。
help-article-return = 持ち帰り、または紙媒体の廃棄を記録します
help-article-return-example =
    sekisho article return E-0007 --cleared data-deleted --saved-to ファイルサーバー
    sekisho article return E-0008 --destroyed dissolve --witness 佐藤花子
help-article-return-ID = 番号。
help-article-return--cleared = 機器から削除したもの（申告）。複数指定できます。
help-article-return--saved-to = 作業した情報の保存先。
help-article-return--destroyed = 紙媒体の廃棄方法。細断は physical。
help-article-return--witness = 立会者。
help-article-return--evidence = 廃棄を示すもの。台帳に保存します。
help-article-return--note = 備考。
help-article-transfer = 別の人への引継ぎを記録します
help-article-transfer-example =
    sekisho article transfer E-0007 --to kato
help-article-transfer-ID = 番号。
help-article-transfer--to = 今後携行し、責任を負う別の申請者。
help-article-transfer--reason = 理由。
help-article-lost = 登録済みの事故で一緒に失ったことを記録します
help-article-lost-example =
    sekisho article lost E-0008 --incident I-0003 --note 同じ鞄
help-article-lost-ID = 番号。
help-article-lost--incident = 完了していない紛失または盗難の事故。未登録のときは sekisho incident open E-0007 を使います。
help-article-lost--note = 備考。
help-article-list = 持込・持出の一覧を表示します
help-article-list-example =
    sekisho article list --open
help-article-list--contract = この契約のものだけ。
help-article-list--open = 完了していないものだけ。
help-article-list--overdue = 返却予定日を過ぎたものだけ。
help-article-show = 一件を表示します
help-article-show-example =
    sekisho article show E-0007
help-article-show-ID = 番号。
