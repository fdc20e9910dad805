# Рамка кожної сторінки та слова спільних частин.

layout-skip = Перейти до змісту
layout-menu = Меню
layout-shelves = Каталог
layout-work = Ваша робота
layout-language = Мова
layout-search = Знайти
layout-search-label = Пошук у каталозі
layout-search-hint = Деталь, маркування, виробник або код
layout-sign-in = Увійти
layout-sign-out = Вийти
layout-account = Ваш обліковий запис

layout-nav-units = Вироби
layout-nav-components = Компоненти
layout-nav-parts = Деталі
layout-nav-organizations = Організації
layout-nav-transfers = Передачі
layout-nav-weapons = Озброєння
layout-nav-incidents = Події
layout-nav-claims = Твердження
layout-nav-sources = Джерела

layout-work-new = Нова знахідка
layout-work-review = Черга перевірки
layout-work-import = Імпорт
layout-work-drafts = Чернетки
layout-work-admin = Адміністрування

layout-about = Sherd — каталог уламків озброєння: сфотографовані компоненти, маркування на них і те, що вони кажуть про місце та час виготовлення.
layout-no-accusation = Назва виробника на компоненті нічого не каже про дії виробника. Вона не показує, хто й кому продав компонент і чи було порушено якесь правило.
layout-rules = Правила читання
layout-exchange = Файли для інших програм
layout-api = Дані та API
layout-licence = Програма за ліцензією MIT або Apache 2.0
layout-no-tracking = Без стеження, нічого не завантажується ззовні

layout-release-sealed = Закрито
layout-release-partner = Для партнерів
layout-release-officer = Для інспекторів
layout-release-public = Для всіх
layout-state-draft = Чернетка
layout-state-submitted = Подано
layout-state-accepted = Прийнято
layout-state-returned = Повернуто
layout-state-withdrawn = Відкликано

layout-optional = необов’язково
layout-errors = Будь ласка, перевірте:
layout-not-stated = не зазначено
layout-nothing = нічого
layout-field = Поле
layout-before = Було
layout-after = Стало

layout-pages = Сторінки цього списку
layout-previous = Попередні
layout-next = Наступні

layout-error-reference = Повідомте адміністратору цей номер:
layout-error-home = На головну сторінку
layout-error-search = Шукати в каталозі

layout-date-help = Як записати дату, у якій ви не певні
layout-date-day = саме цей день
layout-date-month = якийсь день цього місяця
layout-date-year = якийсь день цього року
layout-date-about = приблизно березень 2024 року
layout-date-doubtful = 2024 рік, але сумнівно
layout-date-between = від березня 2023 року до 2 січня 2024 року
layout-date-open = не пізніше 27 лютого 2024 року

layout-notation = Як записувати побачене
layout-notation-unknown = один знак, який неможливо прочитати
layout-notation-lost = втрачено три знаки
layout-notation-range = втрачено від двох до чотирьох знаків
layout-notation-open = втрачено невідому кількість знаків
layout-notation-either = одне або інше
layout-notation-uncertain = прочитано, але непевно (крапка знизу)
layout-notation-masked = приховано нами; інспектори знають
layout-notation-supplied = додано вами; показується, але ніколи не є доказом
layout-notation-break = новий рядок
layout-notation-logo = логотип, описаний словами
layout-notation-preview = Попередній перегляд

layout-upload-drop = Перетягніть фотографії сюди або виберіть їх
layout-upload-shoot = Зробіть або виберіть фотографії
layout-upload-waiting = очікує
layout-upload-sending = надсилається
layout-upload-done = збережено
layout-upload-failed = не збережено
layout-upload-retry = Спробувати ще раз
layout-upload-all-done = Усі фотографії збережено.
layout-upload-some-failed = Деякі фотографії не збережено; інші вже збережено.
layout-upload-show = Показати збережені

layout-region-help = Обведіть маркування рамкою. З клавіатури: стрілки переміщують рамку, Shift зі стрілками змінює її розмір.
layout-region-clear = Прибрати рамку

layout-keys-accept = прийняти
layout-keys-return = повернути
layout-keys-next = наступне
layout-keys-previous = попереднє
layout-keys-help = показати або сховати цей перелік
