# Типи озброєння.

weapons-name = Назва
weapons-name-hint = Назва, під якою тип стоїть у каталозі. Як його називають інші, пишіть нижче.
weapons-kind = Вид
weapons-origin = Країна розробки
weapons-origin-hint = Дві літери за ISO 3166. Де виготовлено окремий виріб — інше питання, на нього відповідає запис виробу.
weapons-aliases = Інші назви
weapons-aliases-hint = По одній у рядку: хто так називає, двокрапка, назва. Приклад: КНДР: Хвасон-11А
weapons-description = Опис
weapons-alias-nameless = У рядку «{ $given }» немає назви. Напишіть, хто так називає, двокрапку і назву.

kind-ballistic_missile = балістична ракета
kind-cruise_missile = крилата ракета
kind-uav = безпілотник
kind-rocket = реактивний снаряд
kind-artillery = артилерія
kind-air_defence = засіб ППО

weapons-page-title = Типи озброєння
weapons-page-lead = Конструкції та їхні назви в різних джерелах. Два типи, яких джерело не розрізняє, лишаються двома.
weapons-new = Новий тип озброєння
weapons-none = Типів озброєння ще немає
weapons-none-text = Типи озброєння з’являться тут, коли їх для вас відкриють.
weapons-reference = Код
weapons-facts = Відомості
weapons-aliases-heading = Назви
weapons-alias-name = Назва
weapons-alias-authority = Хто вживає
weapons-units = Вироби цього типу
weapons-units-none = Серед відкритих для вас виробів немає визначених як цей тип.
weapons-possible-units = Вироби, що можуть належати до цього типу
weapons-possible-units-hint = Їх визначено не однозначно: можливі кілька типів. У числі вище їх не враховано.
weapons-parts = Які деталі траплялися
weapons-parts-hint = У перелічених тут виробах, зокрема й тих, що лише можуть належати до цього типу.
weapons-part = Деталь
weapons-part-components = Записів компонентів
weapons-units-all = Усі вироби цього типу, певні й можливі
