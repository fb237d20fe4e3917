<#-- The name that pages of the base theme and of extensions import. -->
<#import "ui.ftl" as ui>
<#macro logoutOtherSessions><@ui.logoutOtherSessions/></#macro>
