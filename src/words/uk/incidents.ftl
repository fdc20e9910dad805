# Події.

incidents-name = Назва
incidents-name-hint = Що, де і коли сталося, кількома словами. Назву бачать усі, кому відкрито подію: не пишіть у ній того, чого не має виказувати місце нижче.
incidents-kind = Вид
incidents-date = Дата
incidents-place = Місце
incidents-place-hint = Населений пункт або місцевість. Адресу пишіть у полі сеансу.
incidents-country = Країна
incidents-lat = Широта
incidents-lat-hint = Градуси з крапкою: 49.9935. Південна — від’ємна. Точку бачать партнери; решта бачить лише клітинку, вибрану нижче.
incidents-lon = Довгота
incidents-precision = Наскільки точно відоме місце
incidents-precision-hint = Точніші координати не зберігаються.
incidents-released_precision = Наскільки точно його можна називати
incidents-released_precision-hint = Назовні місце пересувається в центр нерухомої клітинки такого розміру. Якщо нічого не вибрано — близько 10 км.
incidents-summary = Короткий опис
incidents-session = Сеанс документування
incidents-session-hint = Де, коли і хто фотографував предмети. Ніколи не оприлюднюється.
incidents-point-half = Для точки потрібні і широта, і довгота.
incidents-precision-needed = Вкажіть, наскільки точно відомі ці координати.
incidents-point-beside-country = Координати кажуть більше, ніж країна. Виберіть, наскільки точно вони відомі, або приберіть їх.

kind-strike = удар
kind-crash = падіння
kind-seizure = вилучення
kind-recovery = знайдення
kind-launch_series = серія пусків

released_precision-exact = точно
released_precision-km1 = приблизно в межах 1 км
released_precision-km10 = приблизно в межах 10 км
released_precision-region = лише область
released_precision-country = лише країна

incidents-page-title = Події
incidents-page-lead = Удари, падіння, вилучення та знайдення, а також серії пусків, які рахують разом. Спершу найновіші.
incidents-new = Нова подія
incidents-none = Подій ще немає
incidents-none-text = Події з’являться тут, коли їх для вас відкриють.
incidents-reference = Код
incidents-facts = Відомості
incidents-point = Точка
# $km: цілі кілометри, округлені вгору.
incidents-point-within = { $point }, приблизно в межах { $km } км
incidents-point-exact = { $point }
incidents-coarse = Точка — це центр клітинки нерухомої сітки, а не саме місце. Місце лежить десь у межах указаної відстані.
incidents-units = Вироби
incidents-units-none = Серед відкритих для вас виробів немає пов’язаних із цією подією.
incidents-units-all = Усі вироби цієї події
