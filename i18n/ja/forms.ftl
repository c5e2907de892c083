# 帳票の文。台帳から分かることだけを述べ、分からないところは手書きのために空ける。

## どの様式にもある項目

form-sender-address = 住所
form-sender-name = 商号又は名称
form-sender-representative = 代表者
form-work = 業務名
form-section = 発注課
form-period = 対象期間
form-period-all = 全期間
form-period-since = { $since } 以降
form-period-until = { $until } 以前
form-period-days = { $since } から { $until } まで
form-signed = 電子署名済（台帳に記録された署名）
form-signed-none = この様式全体への署名はありません。記載事項ごとの署名は台帳にあります。
form-signed-approval = 承認
form-signed-consent = 委託元の承諾
form-signed-confirmed = 返却確認
form-number = 番号
form-count = 件数
form-kept-until = 保管期限
form-letter = { $number }（{ $dated }）

## 様式の一覧

form-column-name = 名前
form-column-title = 様式
form-column-about = 対象

## 情報授受記録

form-exchange-day = 授受日
form-exchange-from = 渡した人
form-exchange-to = 受けた人
form-exchange-items = 情報名
form-exchange-means = 手段・方法
form-exchange-end = 返却・廃棄の別
form-exchange-confirmed = 双方の確認
form-given = 引渡し { $at }
form-arrived = 到着確認 { $at }
form-opened = 開封確認 { $at }
form-registered = 受領登録 { $name } { $at }
form-returned-to = 返却（{ $to }）

## 重要情報管理表

form-asset-name = 情報名
form-asset-kind = 区分
form-asset-people = 個人情報（本人数 { $count } 人）
form-asset-received = 受領日・受領元
form-asset-medium = 媒体・形式
form-asset-place = 保管場所
form-asset-handlers = 取扱者
form-asset-copies = 複製数・配布先
form-asset-given = { $id }　{ $copies } 部　{ $to }
form-asset-given-self = { $id }　{ $copies } 部　申請者本人
form-asset-subcontractors = 再委託先への提供
form-asset-until = 期限
form-asset-ended = 返却／廃棄日・方法
form-asset-checked = 棚卸の確認者

## 持出し一件

form-assets = 重要情報の番号
form-reason = 持ち出す必要がある理由
form-may-leave = 持出し可能期間
form-manifest = 目録のダイジェスト（SHA-256）

## 廃棄報告書

form-disposal-says = 次の情報を下記のとおり処置したので報告します。「水準」は、台帳の証拠から言えるところまでを示します。
form-disposal-medium = 媒体・型番・シリアル・容量
form-disposal-copies = 数量
form-disposal-keys = 鍵の処分
form-disposal-keys-gone = 保管分を破棄
form-disposal-at = 実施日時・場所
form-disposal-by = 実施者
form-disposal-witness = 立会者
form-disposal-confirmed = 確認責任者

## インシデント報告書

form-incident-aware = 認識日時
form-incident-occurred = 発生日時
form-incident-noticed = 発見者
form-incident-opened = 記録者
form-incident-recorded = 記録日時
form-incident-carry-outs = 対象の持出し
form-incident-minutes = 認識からの経過分
