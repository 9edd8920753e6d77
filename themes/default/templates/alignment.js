{% import "partials/goals.html" as goals %}
window.okrsiteRows&&window.okrsiteRows({{ page.number|tojson }},{{ page.first|tojson }},[
{% for row in page.rows %}
{{ goals.node(row, words)|tojson }}{{ "," if not loop.last }}
{% endfor %}
]);
