# Джерела: документи, заяви та набори даних, на яких усе тримається.

sources-title = Назва
sources-kind = Вид
sources-publisher = Видавець
sources-published = Оприлюднено
sources-address = Адреса
sources-archived = Архівна копія
sources-archived-hint = Адреса копії, яка не зміниться, наприклад у вебархіві.
sources-language = Мова
sources-language-hint = Код мови: en, uk, ko.
sources-reliability = Надійність
sources-reliability-hint = Літера коду адміралтейства для самого джерела, хоч би що воно казало цього разу. Якщо ніхто не оцінював, лишіть порожнім.
sources-underlying = Первинні докази
sources-underlying-hint = На чому ґрунтується саме джерело, наприклад «уламки, Харків, 2 січня 2024 року». Джерела з однаковими словами тут вважаються одним свідченням.
sources-note = Примітка

kind-report = звіт
kind-statement = заява
kind-press = преса
kind-dataset = набір даних
kind-document = документ
kind-web = вебсторінка


sources-page-title = Джерела
sources-page-lead = Документи, заяви та набори даних. Кожне твердження в каталозі називає джерело, на якому ґрунтується.
sources-new = Нове джерело
sources-none = Джерел ще немає
sources-none-text = Джерела з’являться тут, коли їх для вас відкриють.
sources-facts = Відомості
sources-cited-by = Що на ньому ґрунтується
sources-cited-by-none = У відкритій для вас частині каталогу на цьому джерелі нічого не ґрунтується.
sources-cited-by-shelf = Полиця
sources-cited-by-record = Запис
sources-cited-by-more = Показано найновіші. Усі за розділами:
