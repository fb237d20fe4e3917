<#import "state.ftl" as state>
<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false>
<!DOCTYPE html>
<html lang="${lang}">
<head><meta charset="utf-8"><title>x</title></head>
<body class="page">
<h1><#nested "header"></h1>
<#if displayMessage && message?has_content><p>${kcSanitize(message.summary)?no_esc}</p></#if>
<#nested "form">
<#nested "socialProviders">
<#if displayInfo><#nested "info"></#if>
<@state.block/>
</body>
</html>
</#macro>
