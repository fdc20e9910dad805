# Компоненти: що знайдено у виробі, у вигляді дерева.

components-unit = Виріб
components-parent = Вузол
components-parent-hint = Компонент того самого виробу, до якого належить цей.
components-name = Назва
components-position = Розташування
components-position-hint = Де саме у вузлі він стояв, наприклад U4 або ліворуч.
components-quantity = Скільки
components-quantity-hint = За скільки однакових штук стоїть цей запис: 2, about 50, at least 290. Для однієї залиште порожнім.
components-part = Номер деталі
components-part-hint = Деталь виробника: її код у каталозі або номер, якщо деталь уже внесено.
components-maker = Виробник
components-maker-hint = Хто виготовив, якщо це відомо. Назва на компоненту – це марка.
components-brand = Марка на ньому
components-brand-hint = Назва так, як її надруковано на компоненту.
components-origin = Країна на позначці походження
components-origin-hint = Дві літери: країна, яку називає сама позначка.
components-domestic = Власного виробництва чи ні
components-domestic-hint = Чи виготовлено його в країні, де виготовлено зброю.
components-dates = Що датують його позначки
components-dates-hint = Чи каже прийнята позначка виготовлення на ньому, коли виготовлено всю зброю, як позначка на корпусі. Якщо не вказано, про це каже назва.
components-condition = Стан
components-note = Примітка

domestic-domestic = власного виробництва
domestic-non_domestic = іноземного виробництва
domestic-unknown = невідомо

dates-whole = усю зброю
dates-part = лише цю деталь

condition-intact = цілий
condition-damaged = пошкоджений
condition-burnt = обгорілий
condition-fragment = уламок
condition-unknown = невідомо

components-page-title = Компоненти
components-page-lead = Що знайдено у виробах, найновіші записи спочатку.
components-new = Новий компонент
components-none = Компонентів ще немає
components-none-text = Компоненти з’являться тут, коли їх відкриють для вас.
components-component = Компонент
components-pieces = Штук
components-ref = Код
components-unnamed = без назви
components-facts = Відомості
components-brand-seat = Країна власника марки
components-maker-seat = Країна виробника
components-not-the-same = Марка, виробник, країна його осідку та країна на позначці походження – чотири різні речі. Жодна з них не каже, хто постачив компонент.
components-below = Що в ньому є
components-elsewhere = Та сама деталь в інших виробах
components-elsewhere-all = Усі компоненти з цією деталлю
components-level = Рівень
components-branded = марка
components-lead-found = Знайдено у виробі: { $unit }.
components-lead-pieces = Знайдено у виробі: { $unit }; штук: { $pieces }.
components-lead-origin = Позначка походження на ньому називає країну: { $country }.

components-add = Додати компонент
components-add-below = Додати всередину
components-add-top = Додати на верхньому рівні
components-add-hint = Номер деталі, якого ще ніхто не вніс, стане окремою чернеткою.
components-entry-name = Назва
components-entry-quantity = Скільки
components-entry-part_number = Номер деталі
components-entry-brand = Марка на ньому
components-more = У цього виробу є ще компоненти: показати всі списком

components-name-or-number = Вкажіть назву, номер деталі або марку.
components-parent-elsewhere = Цей компонент належить іншому виробу. Виберіть компонент того самого виробу.
components-parent-ring = Компонент не може стояти під самим собою.
components-unit-with-parts = Під цим компонентом стоять інші. Спершу перенесіть їх: вони належать його виробу.
# $max: рівнів.
components-too-deep = Дерево може мати щонайбільше { $max } рівнів.
